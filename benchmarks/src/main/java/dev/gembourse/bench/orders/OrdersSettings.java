package dev.gembourse.bench.orders;

import java.time.Duration;

/**
 * The size of a measurement.
 *
 * @param accounts half of which sell what the others buy
 * @param books assets that are traded by orders, and as many that are traded with the house
 * @param perSecond marketable orders that are waited for
 * @param window how long these come
 * @param crossed orders that one tick fills
 * @param orders of one round, each of which is filled by one other; as many house trades are settled beside them
 */
record OrdersSettings(
        int accounts, int books, int perSecond, Duration window, int crossed, int orders, int rounds, long seed) {

    static final OrdersSettings QUICK = new OrdersSettings(100, 4, 20, Duration.ofSeconds(2), 500, 2_000, 1, 42);
}
