package dev.gembourse.bench.prices;

import dev.gembourse.bench.command.Judged;
import dev.gembourse.bench.invariant.Finding;
import dev.gembourse.bench.measure.Rates;
import java.util.List;
import java.util.Map;
import java.util.function.Function;

/**
 * What a measurement of prices came to.
 *
 * @param broken the invariants that did not hold; a measurement with any of them is void
 */
record PricesResult(Map<String, String> machine, List<Window> windows, List<Finding> broken) implements Judged {

    /**
     * Trades at a fixed rate, with ticks beside them or without.
     *
     * @param ticksPerSecond that were accepted; 0 without
     * @param p50 and the following: milliseconds until the outcome of a trade
     * @param visibleP50 and the following: milliseconds until settlement had a price, rounded up; 0 without
     * @param cpuMicros processor time of all parts per second of the window, in microseconds
     */
    record Window(
            int round,
            double ticksPerSecond,
            double p50,
            double p99,
            double visibleP50,
            double visibleP99,
            double cpuMicros) {

        boolean hasTicks() {
            return ticksPerSecond > 0;
        }
    }

    double median(boolean withTicks, Function<Window, Double> figure) {
        return Rates.of(windows.stream()
                        .filter(window -> window.hasTicks() == withTicks)
                        .map(figure)
                        .toList())
                .median();
    }
}
