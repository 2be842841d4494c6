package dev.gembourse.bench.leaderboard;

import dev.gembourse.events.wire.Json;
import dev.gembourse.stack.process.Folders;
import dev.gembourse.stack.supervisor.Stack;
import dev.gembourse.stack.supervisor.StackSettings;
import java.io.IOException;
import java.io.PrintWriter;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.SQLException;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Spec;

/** {@code ./gembourse bench leaderboard}. */
@Command(
        name = "leaderboard",
        mixinStandardHelpOptions = true,
        description =
                "Ranks per second of the board's index, and what it takes of memory, beside a sorted set of Redis.",
        footer = {
            "",
            "Needs no running stack. Redis is measured where redis-server is installed, as a process of our own on a free port.",
            "10 million players take 2 GB for the index, 1.5 GB for Redis, and some minutes."
        })
public final class LeaderboardCommand implements Callable<Integer> {

    private static final Duration WINDOW = Duration.ofSeconds(2);
    private static final Duration QUICK_WINDOW = Duration.ofMillis(100);
    private static final Duration HTTP_WINDOW = Duration.ofSeconds(20);
    private static final int MILLION = 1_000_000;
    private static final int MOST_PLAYERS = 20 * MILLION;
    private static final List<Integer> SIZES = List.of(MILLION / 10, MILLION, 10 * MILLION);
    private static final int FEW = 2_000;
    private static final int MEGABYTES_PER_MILLION = 120; // of the service's heap, beyond the first

    @Spec
    @SuppressWarnings("NullAway.Init")
    private CommandSpec spec;

    @Option(names = "--quick", description = "2,000 players, one round: shows that it works, measures nothing.")
    private boolean quick;

    @Option(
            names = "--players",
            split = ",",
            description = "Players on the board, one or several sizes (100000,1000000,10000000).")
    private List<Integer> players = List.of();

    @Option(names = "--rounds", defaultValue = "3", description = "Rounds of each (${DEFAULT-VALUE}).")
    private int rounds;

    @Option(names = "--json", paramLabel = "FILE", description = "Write the result to this file as well.")
    private @Nullable Path json;

    @Option(
            names = "--http",
            description =
                    "Instead, start a stack of its own with the first size of players in its tables (1000000 if not"
                            + " said), let trades flow, and measure answers over HTTP.")
    private boolean http;

    @Override
    public Integer call() throws IOException, SQLException, InterruptedException {
        require(
                players.stream().allMatch(size -> size >= 100 && size <= MOST_PLAYERS),
                "--players: expected 100 to " + MOST_PLAYERS);
        require(rounds >= 1 && rounds <= 100, "--rounds: expected 1 to 100");
        PrintWriter out = spec.commandLine().getOut();
        Path home = Files.createTempDirectory("gembourse-bench-");
        try {
            Object result = http ? served(home, out) : measured(home, out);
            if (json != null) {
                Files.write(json, Json.STRICT.writeValueAsBytes(result));
            }
            return 0;
        } finally {
            Folders.delete(home);
        }
    }

    private Result measured(Path home, PrintWriter out) throws IOException, InterruptedException {
        List<Integer> sizes = players.isEmpty() ? SIZES : players;
        LeaderboardBench bench = quick
                ? new LeaderboardBench(List.of(FEW), 1, QUICK_WINDOW, out)
                : new LeaderboardBench(sizes, rounds, WINDOW, out);
        Result result = bench.run(home);
        new Report(out).print(result);
        return result;
    }

    private Served served(Path home, PrintWriter out) throws SQLException, InterruptedException {
        int size = quick ? FEW : players.isEmpty() ? MILLION : players.getFirst();
        out.printf("starting a stack for %,d players%n", size);
        out.flush();
        int megabytes = 256 + Math.max(0, size - MILLION) / MILLION * MEGABYTES_PER_MILLION;
        StackSettings settings = StackSettings.privateIn(home).withJavaOptions(List.of("-Xmx" + megabytes + "m"));
        try (Stack stack = Stack.start(settings)) {
            Served served = new HttpBench(stack, size, quick ? QUICK_WINDOW : HTTP_WINDOW, out).run(home);
            new Report(out).print(served);
            return served;
        }
    }

    private void require(boolean condition, String message) {
        if (!condition) {
            throw new ParameterException(spec.commandLine(), message);
        }
    }
}
