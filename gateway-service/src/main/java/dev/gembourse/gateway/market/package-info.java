/**
 * The market as this instance has seen it: every asset at its newest price, in memory. Read
 * {@link dev.gembourse.gateway.market.AssetBook}. Its single writers are the threads that follow the market's topics.
 */
@NullMarked
package dev.gembourse.gateway.market;

import org.jspecify.annotations.NullMarked;
