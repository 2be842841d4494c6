package dev.gembourse.gateway.command;

import dev.gembourse.gateway.operation.Signal;
import dev.gembourse.gateway.operation.Submitted;
import dev.gembourse.gateway.operation.Waiters;
import java.time.Duration;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * A command between being handed over and being answered.
 *
 * @param isReplay whether an earlier request had handed it over
 * @param deadline until when the caller prefers to wait, by {@link System#nanoTime}
 * @param waiter listens for the outcome; absent when nobody waits for it
 */
public record UnderWay(
        Submitted submitted, boolean isReplay, Duration patience, long deadline, Waiters.@Nullable Waiter waiter)
        implements AutoCloseable {

    Optional<Signal> awaitSignal() {
        return waiter == null ? Optional.empty() : waiter.await(Duration.ofNanos(deadline - System.nanoTime()));
    }

    /** Whether the caller prefers to wait no longer. */
    boolean isOver() {
        return deadline - System.nanoTime() <= 0;
    }

    long waitSeconds() {
        return patience.toSeconds();
    }

    @Override
    public void close() {
        if (waiter != null) {
            waiter.close();
        }
    }
}
