/** How soon settlement has the price of a tick, and what ticks cost trades: {@link dev.gembourse.bench.prices.PricesCommand}. */
@NullMarked
package dev.gembourse.bench.prices;

import org.jspecify.annotations.NullMarked;
