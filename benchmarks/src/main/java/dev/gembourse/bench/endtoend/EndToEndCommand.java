package dev.gembourse.bench.endtoend;

import dev.gembourse.bench.measure.Home;
import dev.gembourse.bench.measure.PrivateStack;
import dev.gembourse.events.wire.Json;
import dev.gembourse.stack.supervisor.Stack;
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

    @Spec
    @SuppressWarnings("NullAway.Init")
    private CommandSpec spec;

    @Option(names = "--quick", description = "A second each at a low rate: shows that it works, measures nothing.")
    private boolean quick;

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

    @Option(names = "--rounds", defaultValue = "3", description = "Rounds (${DEFAULT-VALUE}).")
    private int rounds;

    @Option(
            names = "--warm-up",
            defaultValue = "60",
            description = "Seconds of load before the first round (${DEFAULT-VALUE}).")
    private int warmUp;

    @Option(names = "--json", paramLabel = "FILE", description = "Write the result to this file as well.")
    private @Nullable Path json;

    @Override
    public Integer call() throws IOException, SQLException, InterruptedException {
        require(rates.stream().allMatch(rate -> rate >= 1 && rate <= 100_000), "--rates: expected 1 to 100000 each");
        require(step >= 1 && step <= 100_000, "--step: expected 1 to 100000");
        require(most >= step && most <= 1_000_000, "--most: expected at least --step, and at most 1000000");
        require(seconds >= 1 && seconds <= 600, "--seconds: expected 1 to 600");
        require(warmUp >= 1 && warmUp <= 600, "--warm-up: expected 1 to 600");
        require(connections >= 1 && connections <= 1_000, "--connections: expected 1 to 1000");
        require(rounds >= 1 && rounds <= 100, "--rounds: expected 1 to 100");
        EndToEndSettings settings = quick
                ? EndToEndSettings.QUICK
                : new EndToEndSettings(
                        10_000,
                        50,
                        connections,
                        rounds,
                        rates,
                        step,
                        most,
                        Duration.ofSeconds(warmUp),
                        Duration.ofSeconds(seconds));
        PrintWriter out = spec.commandLine().getOut();
        try (Home home = Home.create();
                Stack stack = Stack.start(PrivateStack.in(home, quick))) {
            EndToEndResult result = new EndToEndBench(stack, settings, out).run(home.path());
            new EndToEndReport(out).print(result);
            if (json != null) {
                Files.write(json, Json.STRICT.writeValueAsBytes(result));
            }
            return result.broken().isEmpty() ? 0 : 1;
        }
    }

    private void require(boolean condition, String message) {
        if (!condition) {
            throw new ParameterException(spec.commandLine(), message);
        }
    }
}
