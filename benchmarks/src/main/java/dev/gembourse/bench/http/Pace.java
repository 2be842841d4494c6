package dev.gembourse.bench.http;

import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.LockSupport;

/**
 * When the next request is due.
 *
 * @param perSecond at this rate whatever the answers take (an open loop), or 0: as soon as a connection is free (a closed loop)
 */
record Pace(double perSecond) {

    /** Waits until it is due; the moment at which it was, in nanoseconds of the system's timer. */
    long await(long begin, long number) {
        if (perSecond == 0) {
            return System.nanoTime();
        }
        long due = begin + (long) (number / perSecond * TimeUnit.SECONDS.toNanos(1));
        for (long left = due - System.nanoTime(); left > 0; left = due - System.nanoTime()) {
            LockSupport.parkNanos(left);
        }
        return due;
    }
}
