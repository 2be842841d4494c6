/** Tests of imports of candles. */
@NullMarked
package dev.gembourse.gateway.candle;

import org.jspecify.annotations.NullMarked;
