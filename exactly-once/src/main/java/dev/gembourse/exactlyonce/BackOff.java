package dev.gembourse.exactlyonce;

import java.util.concurrent.ThreadLocalRandom;

/** When to try again: soon after the first failure, later after each further one, never all at the same moment. */
final class BackOff {

    private static final int MAX_DOUBLINGS = 20;

    private final long first;
    private final long longest;
    private int failures;
    private long due = System.nanoTime();

    BackOff(EngineSettings settings) {
        this.first = settings.retryBackOff().toNanos();
        this.longest = settings.retryBackOffMax().toNanos();
    }

    void failed() {
        long delay = Math.min(longest, first << Math.min(failures, MAX_DOUBLINGS));
        failures++;
        due = System.nanoTime() + delay - ThreadLocalRandom.current().nextLong(1 + delay / 5);
    }

    /** A failure that is not expected to pass by itself: waits the longest delay at once. */
    void failedForLong() {
        failures = MAX_DOUBLINGS;
        failed();
    }

    void succeeded() {
        failures = 0;
        due = System.nanoTime();
    }

    int failures() {
        return failures;
    }

    boolean isDue() {
        return System.nanoTime() - due >= 0;
    }
}
