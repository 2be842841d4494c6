package dev.gembourse.bench.leaderboard;

import dev.gembourse.bench.command.BenchOptions;
import dev.gembourse.bench.measure.Home;
import dev.gembourse.stack.supervisor.Stack;
import dev.gembourse.stack.supervisor.StackSettings;
import java.io.IOException;
import java.io.PrintWriter;
import java.nio.file.Path;
import java.sql.SQLException;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

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
    private static final Duration HTTP_WARM_UP = Duration.ofSeconds(60);
    private static final int MILLION = 1_000_000;
    private static final int MOST_PLAYERS = 20 * MILLION;
    private static final List<Integer> SIZES = List.of(MILLION / 10, MILLION, 10 * MILLION);
    private static final int FEW = 2_000;
    private static final int MEGABYTES_PER_MILLION = 120; // of the service's heap, beyond the first

    @Mixin
    @SuppressWarnings("NullAway.Init")
    private BenchOptions options;

    @Option(
            names = "--players",
            split = ",",
            description = "Players on the board, one or several sizes (100000,1000000,10000000).")
    private List<Integer> players = List.of();

    @Option(
            names = "--http",
            description =
                    "Instead, start a stack of its own with the first size of players in its tables (1000000 if not"
                            + " said), let trades flow, and measure answers over HTTP.")
    private boolean http;

    @Override
    public Integer call() throws IOException, SQLException, InterruptedException {
        options.requireWithin("--players", players, 100, MOST_PLAYERS);
        PrintWriter out = options.out();
        try (Home home = Home.create()) {
            options.write(http ? served(home.path(), out) : measured(home.path(), out));
            return 0;
        }
    }

    private Result measured(Path home, PrintWriter out) throws IOException, InterruptedException {
        List<Integer> sizes = players.isEmpty() ? SIZES : players;
        LeaderboardBench bench = options.quick()
                ? new LeaderboardBench(List.of(FEW), 1, QUICK_WINDOW, out)
                : new LeaderboardBench(sizes, options.rounds(), WINDOW, out);
        Result result = bench.run(home);
        new Report(out).print(result);
        return result;
    }

    private Served served(Path home, PrintWriter out) throws SQLException, InterruptedException {
        int size = options.quick() ? FEW : players.isEmpty() ? MILLION : players.getFirst();
        out.printf("starting a stack for %,d players%n", size);
        out.flush();
        int megabytes = 256 + Math.max(0, size - MILLION) / MILLION * MEGABYTES_PER_MILLION;
        StackSettings settings = StackSettings.privateIn(home).withJavaOptions(List.of("-Xmx" + megabytes + "m"));
        try (Stack stack = Stack.start(settings)) {
            HttpBench bench = options.quick()
                    ? new HttpBench(stack, size, QUICK_WINDOW, QUICK_WINDOW, out)
                    : new HttpBench(stack, size, HTTP_WARM_UP, HTTP_WINDOW, out);
            Served served = bench.run(home);
            new Report(out).print(served);
            return served;
        }
    }
}
