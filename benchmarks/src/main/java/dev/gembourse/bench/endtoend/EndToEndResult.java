package dev.gembourse.bench.endtoend;

import dev.gembourse.bench.command.Judged;
import dev.gembourse.bench.http.Measured;
import dev.gembourse.bench.invariant.Finding;
import dev.gembourse.bench.measure.Rates;
import java.util.List;
import java.util.Map;

/**
 * What a measurement from end to end came to.
 *
 * @param bare the same of the hops alone, if that was measured
 * @param ratios ours ÷ the hops alone, for each rate
 * @param highest the highest rate of each round that was sustained
 * @param broken the invariants that did not hold; a measurement with any of them is void
 */
record EndToEndResult(
        Map<String, String> machine,
        List<Latencies> latencies,
        List<Bare> bare,
        List<Ratio> ratios,
        List<Sustained> highest,
        List<Finding> broken)
        implements Judged {

    /**
     * Milliseconds from when a request was due.
     *
     * @param outcome until the client that waits has the outcome
     * @param ranked until a board that has seen the trade has been read
     * @param cpuMicros processor time per trade, by the part's name
     */
    record Latencies(int round, double rate, Percentiles outcome, Percentiles ranked, Map<String, Double> cpuMicros) {

        double cpu() {
            return sum(cpuMicros);
        }
    }

    /**
     * The hops alone: milliseconds from when a request was due.
     *
     * @param outcome until the client that waits has what comes back
     * @param cpuMicros processor time per trade, by the part's name; the servers' holds what our idle services ask of them
     */
    record Bare(int round, double rate, Percentiles outcome, Map<String, Double> cpuMicros) {

        double cpu() {
            return sum(cpuMicros);
        }
    }

    /** Milliseconds that so many of a hundred requests did not exceed. */
    record Percentiles(double p50, double p99, double p999) {

        static Percentiles of(Measured measured) {
            return new Percentiles(measured.millisAt(50), measured.millisAt(99), measured.millisAt(99.9));
        }

        /** Of each percentile the median over some rounds. */
        static Percentiles medians(List<Percentiles> rounds) {
            return new Percentiles(
                    Rates.of(rounds.stream().map(Percentiles::p50).toList()).median(),
                    Rates.of(rounds.stream().map(Percentiles::p99).toList()).median(),
                    Rates.of(rounds.stream().map(Percentiles::p999).toList()).median());
        }

        @Override
        public String toString() {
            return "p50 %.1f, p99 %.1f, p99.9 %.1f ms".formatted(p50, p99, p999);
        }
    }

    /**
     * A rate of single requests, accepted with 202, that left nothing behind.
     *
     * @param rate wanted trades per second
     * @param perSecond accepted trades per second
     * @param drainedSeconds how long after the last one everything was settled and on the board
     * @param cpuMicros processor time per trade, by the part's name
     */
    record Sustained(int round, int rate, double perSecond, double drainedSeconds, Map<String, Double> cpuMicros) {}

    private static double sum(Map<String, Double> micros) {
        return micros.values().stream().mapToDouble(Double::doubleValue).sum();
    }
}
