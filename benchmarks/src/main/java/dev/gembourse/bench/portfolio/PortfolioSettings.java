package dev.gembourse.bench.portfolio;

import java.time.Duration;

/**
 * The size of a measurement.
 *
 * @param few trades of the account that has traded little, and {@code many} of the one that has traded much
 * @param rate requests per second
 * @param window how long each of them is asked for in a round, and for what time before the first
 */
record PortfolioSettings(int few, int many, int assets, int rounds, int rate, Duration window) {

    static final PortfolioSettings QUICK = new PortfolioSettings(20, 500, 5, 1, 20, Duration.ofSeconds(2));
}
