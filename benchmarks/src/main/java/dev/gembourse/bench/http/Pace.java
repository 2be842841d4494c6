package dev.gembourse.bench.http;

import java.time.Duration;
import java.util.concurrent.TimeUnit;

/** When requests are due: at a fixed rate whatever the answers take (an open loop), or always (a closed loop). */
final class Pace {

    /** The selector's clock ticks in milliseconds: a request is sent at the tick that is nearest. */
    private static final long HALF_A_TICK = TimeUnit.MICROSECONDS.toNanos(500);

    private final double perSecond;
    private final long begin;
    private final long end;
    private long number;

    /**
     * @param perSecond 0: always
     * @param begin in nanoseconds of the system's timer
     */
    Pace(double perSecond, long begin, Duration window) {
        this.perSecond = perSecond;
        this.begin = begin;
        this.end = begin + window.toNanos();
    }

    long begin() {
        return begin;
    }

    /** Whether the next request is to be sent now. */
    boolean isDue(long now) {
        return perSecond == 0 ? now - end < 0 : due() - end < 0 && due() - now < HALF_A_TICK;
    }

    /** Whether there is no next request. */
    boolean isOver(long now) {
        return (perSecond == 0 ? now : due()) - end >= 0;
    }

    /** When the next request is due; in a closed loop now. */
    long due() {
        return perSecond == 0 ? System.nanoTime() : begin + (long) (number / perSecond * TimeUnit.SECONDS.toNanos(1));
    }

    /** Nanoseconds until the next is due, or for ever when none is. */
    long untilNext(long now) {
        if (isOver(now)) {
            return Long.MAX_VALUE;
        }
        return perSecond == 0 ? end - now : due() - now;
    }

    /** Goes on to the next request; the number of this one. */
    long next() {
        return number++;
    }
}
