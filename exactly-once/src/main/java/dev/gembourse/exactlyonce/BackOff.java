package dev.gembourse.exactlyonce;

/** When to try again: soon after the first failure, later after each further one, never all at the same moment. */
final class BackOff {

    private static final int MAX_DOUBLINGS = 20;

    private final long first;
    private final long longest;
    private final Timing timing;
    private int failures;
    private long due;

    BackOff(EngineSettings settings, Timing timing) {
        this.first = settings.retryBackOff().toNanos();
        this.longest = settings.retryBackOffMax().toNanos();
        this.timing = timing;
        this.due = timing.nanos();
    }

    void failed() {
        long delay = Math.min(longest, first << Math.min(failures, MAX_DOUBLINGS));
        failures++;
        due = timing.nanos() + delay - timing.random(1 + delay / 5);
    }

    /** A failure that is not expected to pass by itself: waits the longest delay at once. */
    void failedForLong() {
        failures = MAX_DOUBLINGS;
        failed();
    }

    void succeeded() {
        failures = 0;
        due = timing.nanos();
    }

    int failures() {
        return failures;
    }

    boolean isDue() {
        return timing.nanos() - due >= 0;
    }
}
