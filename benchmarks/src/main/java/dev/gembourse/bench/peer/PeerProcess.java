package dev.gembourse.bench.peer;

import dev.gembourse.stack.process.Child;
import dev.gembourse.stack.process.Children;
import dev.gembourse.stack.process.Command;
import dev.gembourse.stack.process.OneProcess;
import dev.gembourse.stack.process.Patience;
import dev.gembourse.stack.process.Ports;
import dev.gembourse.stack.process.Signal;
import dev.gembourse.stack.service.ServicePrograms;
import dev.gembourse.stack.supervisor.Stack;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/**
 * A peer in a process of its own, with the JVM options of a service. One that serves nobody is ready when it runs, another when
 * its port answers.
 */
public final class PeerProcess extends OneProcess {

    private static final Duration STOP_WITHIN = Duration.ofSeconds(20);

    private static final Duration READY_WITHIN = Duration.ofSeconds(90);

    private final Path home;
    private final int port;
    private final Map<String, String> environment;

    PeerProcess(Peer peer, Path home, Map<String, String> environment) {
        this(peer.label(), home, 0, environment);
    }

    private PeerProcess(String profile, Path home, int port, Map<String, String> environment) {
        super("peer-" + profile, Signal.TERM, STOP_WITHIN);
        this.home = home;
        this.port = port;
        this.environment = new HashMap<>(environment);
        this.environment.put("SPRING_PROFILES_ACTIVE", profile);
    }

    /** The endpoint that takes trades and does nothing, on a free port. */
    public static PeerProcess emptyEndpoint(Stack stack, Path home) {
        int port = Ports.free();
        return new PeerProcess(
                "empty",
                home,
                port,
                Map.of(
                        "SERVER_PORT",
                        Integer.toString(port),
                        "SPRING_DATASOURCE_URL",
                        stack.jdbcUrl("trading"),
                        "SPRING_DATASOURCE_USERNAME",
                        stack.databaseUser(),
                        "SPRING_DATASOURCE_PASSWORD",
                        stack.databasePassword()));
    }

    @Override
    protected Child launch() {
        List<String> words = new ArrayList<>(List.of("-Xmx256m", "-XX:+UseSerialGC"));
        words.addAll(ServicePrograms.BUILT.of("peers", home));
        return Children.start(Command.java(home.resolve("logs").resolve(name() + ".log"), words)
                .withEnvironment(environment));
    }

    @Override
    protected void awaitReady(Child child) {
        if (port != 0) {
            Patience.awaitReady(name(), child, READY_WITHIN, () -> Ports.isAnswering(port));
        }
    }

    /** 0 for one that serves nobody: it settles as soon as it can, and whoever measures waits for that. */
    @Override
    public int port() {
        return port;
    }
}
