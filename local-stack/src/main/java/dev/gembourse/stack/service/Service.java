package dev.gembourse.stack.service;

import dev.gembourse.stack.process.Child;
import dev.gembourse.stack.process.Children;
import dev.gembourse.stack.process.Command;
import dev.gembourse.stack.process.OneProcess;
import dev.gembourse.stack.process.Patience;
import dev.gembourse.stack.process.Signal;
import java.net.URI;
import java.time.Duration;
import java.util.Map;

/** One service in a process of its own, on the loopback address. Ready when its readiness probe says so. */
public final class Service extends OneProcess {
    /** How long it may take to end before it is killed: more than the 45 s that a service gives itself at most. */
    public static final Duration STOP_WITHIN = Duration.ofSeconds(50);

    private static final Duration READY_WITHIN = Duration.ofMinutes(2);

    private final ServiceSettings settings;

    public Service(ServiceSettings settings) {
        super(settings.name(), Signal.TERM, STOP_WITHIN);
        this.settings = settings;
    }

    @Override
    protected Child launch() {
        return Children.start(Command.java(settings.log(), settings.program().get())
                .withEnvironment(settings.environment())
                .withEnvironment(
                        Map.of("SERVER_ADDRESS", "127.0.0.1", "SERVER_PORT", Integer.toString(settings.port()))));
    }

    @Override
    protected void awaitReady(Child child) {
        Patience.awaitReady(name(), child, READY_WITHIN, () -> Readiness.of(url()));
    }

    @Override
    public boolean isReady() {
        return isRunning() && Readiness.of(url());
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
