package dev.gembourse.bench.http;

import org.HdrHistogram.Histogram;

/**
 * What a load measured.
 *
 * @param done how many were answered as wanted within the window
 * @param failed how many were not, and an example of what was answered instead
 * @param latency of those that were due within the window, in nanoseconds; in an open loop from when they were due, so that a
 *     server that stands still is not flattered by the requests that could not be sent meanwhile
 */
public record Measured(long done, long failed, String failure, double seconds, Histogram latency) {

    public double perSecond() {
        return done / seconds;
    }

    public double millisAt(double percentile) {
        return latency.getValueAtPercentile(percentile) / 1e6;
    }

    /** As in "p50 1.2, p99 3.4, p99.9 5.6 ms". */
    public String latencies() {
        return "p50 %.2f, p99 %.2f, p99.9 %.2f ms".formatted(millisAt(50), millisAt(99), millisAt(99.9));
    }

    /**
     * This, when every request was answered as wanted.
     *
     * @throws IllegalStateException when one was not
     */
    public Measured expectNoFailure() {
        if (failed > 0) {
            throw new IllegalStateException("expected every request to be accepted but %d of %d were not, such as: %s"
                    .formatted(failed, failed + done, failure));
        }
        return this;
    }
}
