package dev.gembourse.follow;

import java.time.Duration;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Time limits for what the many virtual threads that serve requests wait for.
 *
 * <p>When a virtual thread itself waits with a limit, the JVM's timer thread is woken at the beginning of the wait and at its
 * end (JDK 25), which costs a busy gateway much (docs/performance.md, "The timer thread"). Here it waits without a limit, and
 * one thread ends all waits that take too long; it looks every {@value #LOOK_MILLIS} ms, so a wait may take that much longer.
 *
 * <p>It is here because this is the module that all services use.
 */
public final class Deadlines {

    private static final Logger LOG = LoggerFactory.getLogger(Deadlines.class);
    private static final long LOOK_MILLIS = 20;

    private static final Set<Deadline> DEADLINES = ConcurrentHashMap.newKeySet();

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
        CompletableFuture<T> copy = future.copy();
        try (Deadline _ = endAfter(atMost, () -> copy.completeExceptionally(new Expired()))) {
            return copy.get();
        } catch (ExecutionException e) {
            if (e.getCause() instanceof Expired) {
                throw new TimeoutException("expected an answer within " + atMost.toMillis() + " ms");
            }
            throw e;
        }
    }

    /**
     * Ends something when time runs out, up to {@value #LOOK_MILLIS} ms later, unless the deadline is closed before; it may also
     * be ended while the deadline is being closed.
     *
     * @param end called at most once, by the one thread that all share, so it must not wait
     */
    public static Deadline endAfter(Duration atMost, Runnable end) {
        Deadline deadline = new Deadline(System.nanoTime() + atMost.toNanos(), end);
        DEADLINES.add(deadline);
        return deadline;
    }

    /** How many wait at this moment. */
    static int waiting() {
        return DEADLINES.size();
    }

    private static void watch() {
        try {
            while (true) {
                Thread.sleep(LOOK_MILLIS);
                long now = System.nanoTime();
                DEADLINES.forEach(deadline -> deadline.endIfOver(now));
            }
        } catch (InterruptedException e) {
            throw new IllegalStateException("nobody interrupts this thread", e);
        }
    }

    /** A time limit, to be closed when what it limits has ended. Equal to nothing but itself. */
    public static final class Deadline implements AutoCloseable {

        private final long nanos;
        private final Runnable end;

        private Deadline(long nanos, Runnable end) {
            this.nanos = nanos;
            this.end = end;
        }

        private void endIfOver(long now) {
            if (now - nanos < 0 || !DEADLINES.remove(this)) {
                return;
            }
            try {
                end.run();
            } catch (RuntimeException e) {
                LOG.error("what took too long could not be ended", e); // the others' deadlines still count
            }
        }

        @Override
        public void close() {
            DEADLINES.remove(this);
        }
    }

    private static final class Expired extends Exception {
        private static final long serialVersionUID = 1;

        Expired() {
            super("the time is over", null, false, false);
        }
    }
}
