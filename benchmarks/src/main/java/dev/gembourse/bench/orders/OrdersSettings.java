package dev.gembourse.bench.orders;

/**
 * The size of a measurement.
 *
 * @param accounts half of which sell what the others buy
 * @param books assets that are traded by orders, and as many that are traded with the house
 * @param orders of one round, each of which is filled by one other; as many house trades are settled beside them
 */
record OrdersSettings(int accounts, int books, int orders, int rounds, long seed) {

    static final OrdersSettings QUICK = new OrdersSettings(100, 4, 2_000, 1, 42);
}
