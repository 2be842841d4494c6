package dev.gembourse.stack.service;

import dev.gembourse.stack.process.Child;
import dev.gembourse.stack.process.Children;
import dev.gembourse.stack.process.Command;
import dev.gembourse.stack.process.Part;
import dev.gembourse.stack.process.Patience;
import dev.gembourse.stack.process.Signal;
import java.net.URI;
import java.time.Duration;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** One service in a process of its own, on the loopback address. Ready when its readiness probe says so. */
public final class Service implements Part {
    private static final Duration READY_WITHIN = Duration.ofMinutes(5);
    private static final Duration STOP_WITHIN = Duration.ofSeconds(60);

    private final ServiceSettings settings;
    private volatile @Nullable Child process;

    public Service(ServiceSettings settings) {
        this.settings = settings;
    }

    @Override
    public void start() {
        if (isRunning()) {
            throw new IllegalStateException("expected a stopped " + name() + " but it runs as process " + pid());
        }
        var child = Children.start(Command.java(settings.log(), settings.program())
                .withEnvironment(settings.environment())
                .withEnvironment(
                        Map.of("SERVER_ADDRESS", "127.0.0.1", "SERVER_PORT", Integer.toString(settings.port()))));
        process = child;
        try {
            Patience.awaitReady(name(), child, READY_WITHIN, () -> Readiness.of(url()));
        } catch (RuntimeException e) {
            child.kill();
            throw e;
        }
    }

    @Override
    public void stop() {
        var child = process;
        if (child != null) {
            child.end(Signal.TERM, STOP_WITHIN);
        }
    }

    @Override
    public void kill() {
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
    public boolean isRunning() {
        var child = process;
        return child != null && child.isAlive();
    }

    @Override
    public boolean isReady() {
        return isRunning() && Readiness.of(url());
    }

    @Override
    public Child child() {
        var child = process;
        if (child == null) {
            throw new IllegalStateException("expected a started " + name() + " but it was never started");
        }
        return child;
    }

    @Override
    public String name() {
        return settings.name();
    }

    @Override
    public int port() {
        return settings.port();
    }

    /** Where it listens, without a path. */
    public URI url() {
        return URI.create("http://127.0.0.1:" + settings.port());
    }
}
