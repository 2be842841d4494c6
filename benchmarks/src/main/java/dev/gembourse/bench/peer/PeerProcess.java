package dev.gembourse.bench.peer;

import dev.gembourse.stack.process.Child;
import dev.gembourse.stack.process.Children;
import dev.gembourse.stack.process.Command;
import dev.gembourse.stack.process.Compilation;
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
    private final Compilation compilation;
    private final Map<String, String> environment;

    /** @param environment what this one finds in it beyond where broker and database are */
    private PeerProcess(String profile, Stack stack, Path home, int port, Map<String, String> environment) {
        super("peer-" + profile, Signal.TERM, STOP_WITHIN);
        this.home = home;
        this.port = port;
        this.compilation = stack.compilation();
        this.environment = new HashMap<>(environment);
        this.environment.put("SPRING_PROFILES_ACTIVE", profile);
        this.environment.put("SERVER_PORT", Integer.toString(port));
        this.environment.put("SPRING_KAFKA_BOOTSTRAP_SERVERS", stack.bootstrap());
        this.environment.put("SPRING_DATASOURCE_URL", stack.jdbcUrl("trading"));
        this.environment.put("SPRING_DATASOURCE_USERNAME", stack.databaseUser());
        this.environment.put("SPRING_DATASOURCE_PASSWORD", stack.databasePassword());
    }

    /** The endpoint that takes trades and does nothing, on a free port. */
    public static PeerProcess emptyEndpoint(Stack stack, Path home) {
        return server("empty", stack, home, Map.of());
    }

    /** One that serves on a free port. */
    static PeerProcess server(String profile, Stack stack, Path home, Map<String, String> environment) {
        return new PeerProcess(profile, stack, home, Ports.free(), environment);
    }

    /** One that serves nobody. */
    static PeerProcess worker(String profile, Stack stack, Path home, Map<String, String> environment) {
        return new PeerProcess(profile, stack, home, 0, environment);
    }

    @Override
    protected Child launch() {
        List<String> words = new ArrayList<>(List.of("-Xmx256m", "-XX:+UseSerialGC"));
        words.addAll(compilation.options());
        words.addAll(ServicePrograms.SHARED.of("peers", home));
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
