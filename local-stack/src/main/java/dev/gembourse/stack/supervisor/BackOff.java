package dev.gembourse.stack.supervisor;

import java.time.Duration;

/** How long to wait before the next restart: doubling, with an upper end. */
record BackOff(Duration first, Duration longest) {
    static final BackOff DEFAULT = new BackOff(Duration.ofMillis(100), Duration.ofSeconds(30));
    private static final int DOUBLINGS = 20;

    /** The wait after so many failures in a row; at least one. */
    Duration after(int failures) {
        var wait = first.multipliedBy(1L << Math.min(failures - 1, DOUBLINGS));
        return wait.compareTo(longest) < 0 ? wait : longest;
    }
}
