package dev.gembourse.follow;

import java.time.Duration;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;

/**
 * Waits for futures with a limit of time, for the many virtual threads that serve requests.
 *
 * <p>When a virtual thread itself waits with a limit, the JVM's timer thread is woken at the beginning of the wait and at its
 * end (JDK 25), which costs a busy gateway much (docs/performance.md, "The timer thread"). Here it waits without a limit, and
 * one thread ends all waits that take too long; it looks every {@value #LOOK_MILLIS} ms, so a wait may take that much longer.
 *
 * <p>It is here because this is the module that all services use.
 */
public final class Deadlines {

    private static final long LOOK_MILLIS = 20;

    private static final Set<Wait<?>> WAITS = ConcurrentHashMap.newKeySet();

    static {
        Thread.ofPlatform().daemon().name("deadlines").start(Deadlines::watch);
    }

    private Deadlines() {}

    /**
     * What the future completes with. The future itself stays as it is when time runs out.
     *
     * @param atMost how long to wait; not at all when it is not positive
     * @throws ExecutionException when the future completes exceptionally
     * @throws TimeoutException when it does not complete in time
     */
    public static <T> T await(CompletableFuture<T> future, Duration atMost)
            throws InterruptedException, ExecutionException, TimeoutException {
        if (future.isDone() || !atMost.isPositive()) {
            return future.get(0, TimeUnit.NANOSECONDS);
        }
        Wait<T> wait = new Wait<>(future.copy(), System.nanoTime() + atMost.toNanos());
        WAITS.add(wait);
        try {
            return wait.future.get();
        } catch (ExecutionException e) {
            if (e.getCause() instanceof Expired) {
                throw new TimeoutException("expected an answer within " + atMost.toMillis() + " ms");
            }
            throw e;
        } finally {
            WAITS.remove(wait);
        }
    }

    /** How many wait at this moment. */
    static int waiting() {
        return WAITS.size();
    }

    private static void watch() {
        try {
            while (true) {
                Thread.sleep(LOOK_MILLIS);
                long now = System.nanoTime();
                WAITS.forEach(wait -> wait.endIfOver(now));
            }
        } catch (InterruptedException e) {
            throw new IllegalStateException("nobody interrupts this thread", e);
        }
    }

    /** Equal to nothing but itself. */
    private static final class Wait<T> {

        private final CompletableFuture<T> future;
        private final long deadline;

        Wait(CompletableFuture<T> future, long deadline) {
            this.future = future;
            this.deadline = deadline;
        }

        void endIfOver(long now) {
            if (now - deadline >= 0) {
                future.completeExceptionally(new Expired());
            }
        }
    }

    private static final class Expired extends Exception {
        private static final long serialVersionUID = 1;

        Expired() {
            super("the time is over", null, false, false);
        }
    }
}
