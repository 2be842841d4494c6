package dev.gembourse.stack.process;

import java.time.Duration;
import org.jspecify.annotations.Nullable;

/** A part that is one process of ours. What differs from server to server is how it is launched and when it is ready. */
public abstract class OneProcess implements Part {
    private final String name;
    private final Signal endingSignal;
    private final Duration stopWithin;
    private volatile @Nullable Child process;

    /**
     * @param endingSignal what the program takes as the request to end in order
     * @param stopWithin how long it may take to do so before it is killed
     */
    protected OneProcess(String name, Signal endingSignal, Duration stopWithin) {
        this.name = name;
        this.endingSignal = endingSignal;
        this.stopWithin = stopWithin;
    }

    /** Starts the process. */
    protected abstract Child launch();

    /** Returns when the process is ready to serve; a runtime exception says why it will not be. */
    protected abstract void awaitReady(Child child);

    @Override
    public final void start() {
        if (isRunning()) {
            throw new IllegalStateException("expected a stopped " + name + " but it runs as process " + pid());
        }
        var child = launch();
        process = child;
        try {
            awaitReady(child);
        } catch (RuntimeException e) {
            child.kill();
            throw e;
        }
    }

    @Override
    public final void stop() {
        var child = process;
        if (child != null) {
            child.end(endingSignal, stopWithin);
        }
    }

    @Override
    public final void kill() {
        child().kill();
    }

    @Override
    public void pause() {
        child().pause();
    }

    @Override
    public void resume() {
        child().resume();
    }

    @Override
    public final boolean isRunning() {
        var child = process;
        return child != null && child.isAlive();
    }

    @Override
    public boolean isReady() {
        return isRunning() && Ports.isAnswering(port());
    }

    @Override
    public final Child child() {
        var child = process;
        if (child == null) {
            throw new IllegalStateException("expected a started " + name + " but it was never started");
        }
        return child;
    }

    @Override
    public final String name() {
        return name;
    }
}
