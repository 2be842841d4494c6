/**
 * Assets: bringing them to the market, changing and retiring them, and their prices, answered from memory. Read
 * {@link dev.gembourse.gateway.asset.Assets}, which trades use too.
 */
@NullMarked
package dev.gembourse.gateway.asset;

import org.jspecify.annotations.NullMarked;
