package dev.gembourse.stack.process;

import java.time.Duration;
import java.util.concurrent.locks.LockSupport;
import java.util.function.BooleanSupplier;

/** Waiting for a process to become ready, no longer than agreed and no longer than it lives. */
public final class Patience {
    private static final Duration BETWEEN_LOOKS = Duration.ofMillis(50);

    private Patience() {}

    /**
     * Returns when {@code ready} says so.
     *
     * @throws IllegalStateException with the end of the log when the process ends first, or takes longer than {@code limit}
     */
    public static void awaitReady(String what, Child child, Duration limit, BooleanSupplier ready) {
        var deadline = System.nanoTime() + limit.toNanos();
        while (!ready.getAsBoolean()) {
            var exit = child.exitCode();
            if (exit.isPresent()) {
                throw failure(
                        "expected " + what + " to become ready but it ended with exit code " + exit.getAsInt(), child);
            }
            if (System.nanoTime() > deadline) {
                throw failure(
                        "expected " + what + " to become ready within " + limit.toSeconds() + " s but it did not",
                        child);
            }
            LockSupport.parkNanos(BETWEEN_LOOKS.toNanos());
            if (Thread.currentThread().isInterrupted()) {
                throw new IllegalStateException("interrupted while waiting for " + what);
            }
        }
    }

    private static IllegalStateException failure(String message, Child child) {
        return new IllegalStateException(message + "; the end of " + child.log() + ":\n" + child.tail());
    }
}
