package dev.gembourse.stack.supervisor;

import dev.gembourse.stack.process.Child;
import dev.gembourse.stack.process.Part;
import java.time.Duration;
import java.util.Optional;
import java.util.concurrent.Executors;
import java.util.concurrent.RejectedExecutionException;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.locks.ReentrantLock;

/**
 * A part that is started again when it dies by itself. {@link #stop} and {@link #kill} mean it: the part stays down until
 * {@link #start}. Safe for use by several threads.
 */
public final class SupervisedPart implements Part {
    private static final long NEVER = Long.MIN_VALUE;
    private static final Duration GOOD_RUN = Duration.ofSeconds(60);

    private final Part part;
    private final BackOff backOff;
    private final Progress progress;
    private final Runnable changed;
    private final ReentrantLock starting = new ReentrantLock();
    private final ScheduledExecutorService restarter;
    private volatile boolean wanted;
    private volatile boolean retired;
    private final AtomicInteger restarts = new AtomicInteger();
    private final AtomicInteger failuresInARow = new AtomicInteger();
    private volatile long startedNanos = NEVER;

    SupervisedPart(Part part, BackOff backOff, Progress progress, Runnable changed) {
        this.part = part;
        this.backOff = backOff;
        this.progress = progress;
        this.changed = changed;
        this.restarter = Executors.newSingleThreadScheduledExecutor(
                Thread.ofPlatform().name("restart-" + part.name()).daemon().factory());
    }

    @Override
    public void start() {
        if (retired) {
            throw new IllegalStateException("expected to start " + name() + " but its stack has been closed");
        }
        wanted = true;
        failuresInARow.set(0);
        starting.lock();
        try {
            if (!part.isRunning()) {
                startAndWatch();
            }
        } catch (RuntimeException e) {
            wanted = false;
            throw e;
        } finally {
            starting.unlock();
        }
    }

    @Override
    public void stop() {
        wanted = false;
        part.stop();
        changed.run();
    }

    @Override
    public void kill() {
        wanted = false;
        part.kill();
        changed.run();
    }

    /** {@code kill -9}, leaving it to the supervision to start the part again. */
    public void crash() {
        part.kill();
    }

    /** How often it was started again after it had died by itself. */
    public int restarts() {
        return restarts.get();
    }

    @Override
    public void pause() {
        part.pause();
    }

    @Override
    public void resume() {
        part.resume();
    }

    @Override
    public String name() {
        return part.name();
    }

    @Override
    public int port() {
        return part.port();
    }

    @Override
    public boolean isRunning() {
        return part.isRunning();
    }

    @Override
    public boolean isReady() {
        return part.isReady();
    }

    @Override
    public Child child() {
        return part.child();
    }

    /** The process of the latest start, if there was one. */
    Optional<Child> latest() {
        return startedNanos == NEVER ? Optional.empty() : Optional.of(part.child());
    }

    /** No more starts, whatever happens. */
    void retire() {
        retired = true;
        wanted = false;
        restarter.shutdownNow();
    }

    private void startAndWatch() {
        part.start();
        startedNanos = System.nanoTime();
        var child = part.child();
        var _ = child.onExit().whenComplete((_, _) -> later(() -> died(child), Duration.ZERO));
        changed.run();
        if (retired || !wanted) {
            part.stop(); // somebody changed their mind while it was starting
        }
    }

    private void died(Child child) {
        if (!wanted || part.isRunning()) {
            return;
        }
        if (System.nanoTime() - startedNanos > GOOD_RUN.toNanos()) {
            failuresInARow.set(0);
        }
        scheduleRestart("ended with exit code " + child.exitCode().orElseThrow());
    }

    private void scheduleRestart(String what) {
        var wait = backOff.after(failuresInARow.incrementAndGet());
        progress.note("%s %s; restarting in %.1f s".formatted(name(), what, wait.toMillis() / 1000.0));
        changed.run();
        later(this::startAgain, wait);
    }

    private void startAgain() {
        starting.lock();
        try {
            if (wanted && !part.isRunning()) {
                restarts.incrementAndGet();
                startAndWatch();
                progress.note("%s is ready again (restart %d)".formatted(name(), restarts()));
            }
        } catch (RuntimeException e) {
            if (wanted) {
                scheduleRestart("did not start: " + e.getMessage());
            }
        } finally {
            starting.unlock();
        }
    }

    private void later(Runnable task, Duration wait) {
        try {
            var _ = restarter.schedule(task, wait.toMillis(), TimeUnit.MILLISECONDS);
        } catch (RejectedExecutionException retiredMeanwhile) {
            wanted = false;
        }
    }
}
