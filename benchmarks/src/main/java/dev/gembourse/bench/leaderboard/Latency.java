package dev.gembourse.bench.leaderboard;

import dev.gembourse.bench.http.Measured;
import java.util.Arrays;

/** How long single answers took, in microseconds. */
record Latency(double p50Micros, double p99Micros) {

    static Latency of(long[] nanos) {
        long[] sorted = nanos.clone();
        Arrays.sort(sorted);
        return new Latency(sorted[sorted.length / 2] / 1_000.0, sorted[(int) (sorted.length * 0.99)] / 1_000.0);
    }

    static Latency of(Measured measured) {
        return new Latency(measured.millisAt(50) * 1_000, measured.millisAt(99) * 1_000);
    }
}
