package dev.gembourse.bench.load;

import java.util.Arrays;
import java.util.Locale;
import java.util.function.IntUnaryOperator;
import java.util.random.RandomGenerator;

/** Who trades what. */
public enum Draw {
    UNIFORM("accounts and assets alike"),
    SKEWED("accounts by Zipf's law: the n-th trades 1/n as often as the first"),
    HOT("accounts alike, all in one asset");

    private final String description;

    Draw(String description) {
        this.description = description;
    }

    /** As an argument and in tables. */
    public String label() {
        return name().toLowerCase(Locale.ROOT);
    }

    public String description() {
        return description;
    }

    /** Draws an index below {@code accounts}. */
    Index account(int accounts, RandomGenerator random) {
        return this == SKEWED ? zipf(accounts, random) : () -> random.nextInt(accounts);
    }

    /** Draws an index below {@code assets}. */
    Index asset(int assets, RandomGenerator random) {
        return this == HOT ? () -> 0 : () -> random.nextInt(assets);
    }

    /** One index after the other. */
    @FunctionalInterface
    interface Index {
        int next();
    }

    /** By a table of sums of 1/n; the ranks are spread over all indexes, for neighbours share much. */
    private static Index zipf(int size, RandomGenerator random) {
        double[] sums = new double[size];
        double sum = 0;
        for (int i = 0; i < size; i++) {
            sum += 1.0 / (i + 1);
            sums[i] = sum;
        }
        double all = sum;
        IntUnaryOperator spread = rank -> (int) (rank * 2_654_435_761L % size);
        return () -> {
            int found = Arrays.binarySearch(sums, random.nextDouble(all));
            return spread.applyAsInt(Math.min(size - 1, found < 0 ? -found - 1 : found));
        };
    }
}
