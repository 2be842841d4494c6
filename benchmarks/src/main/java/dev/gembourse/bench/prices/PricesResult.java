package dev.gembourse.bench.prices;

import dev.gembourse.bench.command.Judged;
import dev.gembourse.bench.invariant.Finding;
import dev.gembourse.bench.measure.Rates;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

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
     * @param visible how long prices took until settlement had them; null without
     * @param cpuMicros processor time per second of the window, by the part's name, in microseconds
     */
    record Window(
            int round,
            double ticksPerSecond,
            double p50,
            double p99,
            VisibleTime.@Nullable Taken visible,
            Map<String, Double> cpuMicros) {

        boolean hasTicks() {
            return ticksPerSecond > 0;
        }

        double cpuOfAll() {
            return cpuMicros.values().stream().mapToDouble(Double::doubleValue).sum();
        }
    }

    double median(boolean withTicks, Function<Window, Double> figure) {
        return Rates.of(windows.stream()
                        .filter(window -> window.hasTicks() == withTicks)
                        .map(figure)
                        .toList())
                .median();
    }

    double visible(Function<VisibleTime.Taken, Double> figure) {
        return Rates.of(windows.stream()
                        .flatMap(window -> Optional.ofNullable(window.visible()).stream())
                        .map(figure)
                        .toList())
                .median();
    }

    /** Processor time that a tick costs a part, in microseconds: what it takes more beside ticks. */
    double cpuOfTick(Function<Window, Double> used) {
        return (median(true, used) - median(false, used)) / median(true, Window::ticksPerSecond);
    }
}
