package dev.gembourse.bench.leaderboard;

import dev.gembourse.stack.process.Child;
import dev.gembourse.stack.process.Children;
import dev.gembourse.stack.process.Command;
import dev.gembourse.stack.process.OneProcess;
import dev.gembourse.stack.process.Patience;
import dev.gembourse.stack.process.Ports;
import dev.gembourse.stack.process.Signal;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.stream.Stream;

/** A Redis of our own on the loopback address, in memory only: no snapshots, no log of changes. */
final class RedisProcess extends OneProcess implements AutoCloseable {

    private static final String PROGRAM = "redis-server";

    private final Path home;
    private final int port = Ports.free();

    RedisProcess(Path home) {
        super("redis", Signal.TERM, Duration.ofSeconds(10));
        this.home = home;
    }

    static boolean isInstalled() {
        return Stream.of(System.getenv("PATH").split(":", -1))
                .anyMatch(folder -> Files.isExecutable(Path.of(folder, PROGRAM)));
    }

    @Override
    protected Child launch() {
        return Children.start(Command.of(
                home.resolve("redis.log"),
                List.of(
                        PROGRAM,
                        "--bind",
                        "127.0.0.1",
                        "--port",
                        String.valueOf(port),
                        "--save",
                        "",
                        "--appendonly",
                        "no",
                        "--dir",
                        home.toString())));
    }

    @Override
    protected void awaitReady(Child child) {
        Patience.awaitReady(name(), child, Duration.ofSeconds(20), () -> Ports.isAnswering(port));
    }

    @Override
    public int port() {
        return port;
    }

    @Override
    public void close() {
        stop();
    }
}
