package dev.gembourse.bench.peer;

import dev.gembourse.stack.process.Child;
import dev.gembourse.stack.process.Children;
import dev.gembourse.stack.process.Command;
import dev.gembourse.stack.process.OneProcess;
import dev.gembourse.stack.process.Signal;
import dev.gembourse.stack.service.ServicePrograms;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;

/** A peer in a process of its own, with the JVM options of a service. It serves nobody: it is ready when it runs. */
final class PeerProcess extends OneProcess {

    private static final Duration STOP_WITHIN = Duration.ofSeconds(20);

    private final Path home;
    private final Map<String, String> environment;

    PeerProcess(Peer peer, Path home, Map<String, String> environment) {
        super("peer-" + peer.label(), Signal.TERM, STOP_WITHIN);
        this.home = home;
        this.environment = environment;
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
        // It settles as soon as it can; whoever measures waits for that.
    }

    /** It listens on no port. */
    @Override
    public int port() {
        return 0;
    }
}
