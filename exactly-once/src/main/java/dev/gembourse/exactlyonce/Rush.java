package dev.gembourse.exactlyonce;

import java.time.Duration;
import org.jspecify.annotations.Nullable;

/**
 * Whether a stage has so much to do that it settles large batches, to which others of the process can give way: see
 * {@link Engine#givingWayTo}. Thread-safe.
 */
public final class Rush {

    private static final long LASTS_NANOS = Duration.ofMillis(200).toNanos();

    private volatile @Nullable Long endNanos;

    /** A large batch was settled just now. */
    void goesOn(long nowNanos) {
        endNanos = nowNanos + LASTS_NANOS;
    }

    boolean isOn(long nowNanos) {
        Long end = endNanos;
        return end != null && nowNanos - end < 0;
    }
}
