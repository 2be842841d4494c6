/**
 * What prices were: ticks, the candles that grow with them, and candles that were imported. Read {@link
 * dev.gembourse.processor.price.Prices}, which the market's stage writes through; queries read the tables.
 *
 * <p>Single writer of a symbol's rows: the market's processor of its partition, under the engine's fence.
 */
@NullMarked
package dev.gembourse.processor.price;

import org.jspecify.annotations.NullMarked;
