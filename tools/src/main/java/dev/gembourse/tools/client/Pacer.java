package dev.gembourse.tools.client;

import java.time.Duration;

/**
 * Spreads work evenly over time: the n-th piece is due n / rate after the beginning, however late the pieces before it
 * were. Not thread-safe.
 */
public final class Pacer {

    private static final long SECOND = Duration.ofSeconds(1).toNanos();

    private final long start;
    private final double perSecond;
    private long done;

    private Pacer(long start, double perSecond) {
        this.start = start;
        this.perSecond = perSecond;
    }

    /** Begins now. A rate of {@link Double#POSITIVE_INFINITY} never waits. */
    public static Pacer of(double perSecond) {
        if (!(perSecond > 0)) {
            throw new IllegalArgumentException("expected a rate greater than 0 but got " + perSecond);
        }
        return new Pacer(System.nanoTime(), perSecond);
    }

    /** Waits until so many more pieces are due. */
    public void await(int pieces) throws InterruptedException {
        long due = start + Math.round(done / perSecond * SECOND);
        done += pieces;
        long early = due - System.nanoTime();
        if (early > 0) {
            Thread.sleep(Duration.ofNanos(early));
        }
    }
}
