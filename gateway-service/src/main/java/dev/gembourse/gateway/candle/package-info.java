/**
 * What assets cost: candles, ticks and statistics, read from the processor, and candles that were made elsewhere, taken in. Read
 * {@link dev.gembourse.gateway.candle.CandleController}; {@link dev.gembourse.gateway.candle.CandleRows} says what a row must be.
 */
@NullMarked
package dev.gembourse.gateway.candle;

import org.jspecify.annotations.NullMarked;
