package dev.gembourse.bench.endtoend;

import dev.gembourse.bench.command.BenchOptions;
import dev.gembourse.bench.measure.Home;
import dev.gembourse.bench.measure.PrivateStack;
import dev.gembourse.stack.supervisor.Stack;
import java.io.IOException;
import java.io.PrintWriter;
import java.sql.SQLException;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

/** {@code ./gembourse bench end-to-end}. */
@Command(
        name = "end-to-end",
        mixinStandardHelpOptions = true,
        description =
                "How long a trade takes from its request to its outcome and to the board, and at which rate all keep up.",
        footer = {
            "",
            "Starts a stack of its own on free ports and deletes it afterwards. The load comes from this program and shares",
            "the machine's cores. Exit code 1: an invariant did not hold after a round, so the measurement is void."
        })
public final class EndToEndCommand implements Callable<Integer> {

    @Mixin
    @SuppressWarnings("NullAway.Init")
    private BenchOptions options;

    @Option(
            names = "--rates",
            split = ",",
            defaultValue = "200,1000",
            description = "Trades per second at which latencies are measured (${DEFAULT-VALUE}).")
    private List<Integer> rates = List.of();

    @Option(
            names = "--step",
            defaultValue = "1000",
            description = "Steps of trades per second towards the highest rate (${DEFAULT-VALUE}).")
    private int step;

    @Option(names = "--most", defaultValue = "20000", description = "The highest rate to try (${DEFAULT-VALUE}).")
    private int most;

    @Option(names = "--seconds", defaultValue = "8", description = "How long each rate lasts (${DEFAULT-VALUE}).")
    private int seconds;

    @Option(
            names = "--connections",
            defaultValue = "64",
            description = "Connections to the gateway (${DEFAULT-VALUE}).")
    private int connections;

    @Option(
            names = "--warm-up",
            defaultValue = "120",
            description = "Seconds of load before the first round (${DEFAULT-VALUE}).")
    private int warmUp;

    @Option(
            names = "--beside",
            defaultValue = "none",
            description =
                    "What to measure beside it, in each round at the same rates: none, or bare, which is the hops of a"
                            + " trade and nothing else (${DEFAULT-VALUE}).")
    private String beside = "";

    @Override
    public Integer call() throws IOException, SQLException, InterruptedException {
        options.requireWithin("--rates", rates, 1, 100_000);
        options.requireWithin("--step", step, 1, 100_000);
        options.require(most >= step && most <= 1_000_000, "--most: expected at least --step, and at most 1000000");
        options.requireWithin("--seconds", seconds, 1, 600);
        options.requireWithin("--warm-up", warmUp, 1, 600);
        options.requireWithin("--connections", connections, 1, 1_000);
        boolean besideBare = beside.equals("bare");
        options.require(besideBare || beside.equals("none"), "--beside: expected none or bare but got " + beside);
        EndToEndSettings settings = options.quick()
                ? EndToEndSettings.quick(besideBare)
                : new EndToEndSettings(
                        10_000,
                        50,
                        connections,
                        options.rounds(),
                        rates,
                        step,
                        most,
                        Duration.ofSeconds(warmUp),
                        Duration.ofSeconds(seconds),
                        besideBare);
        PrintWriter out = options.out();
        try (Home home = Home.create();
                Stack stack = Stack.start(PrivateStack.in(home, options.quick()))) {
            EndToEndResult result = new EndToEndBench(stack, settings, out).run(home.path());
            return options.conclude(result, () -> new EndToEndReport(out).print(result));
        }
    }
}
