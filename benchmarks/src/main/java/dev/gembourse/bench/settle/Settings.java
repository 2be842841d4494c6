package dev.gembourse.bench.settle;

/** The size of a measurement. {@code trades} are those of one round. */
record Settings(int trades, int accounts, int assets, int rounds, long seed) {

    static final Settings QUICK = new Settings(4_000, 200, 5, 1, 42);
}
