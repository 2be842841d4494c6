package dev.gembourse.bench.edge;

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
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Spec;

/** {@code ./gembourse bench edge}. */
@Command(
        name = "edge",
        mixinStandardHelpOptions = true,
        description =
                "How many trades per second a gateway accepts, beside an empty endpoint and a bare Kafka producer.",
        footer = {
            "",
            "Starts a stack of its own on free ports and deletes it afterwards. The load comes from this program and shares",
            "the machine's cores. Exit code 1: an invariant did not hold after a round, so the measurement is void."
        })
public final class EdgeCommand implements Callable<Integer> {

    @Spec
    @SuppressWarnings("NullAway.Init")
    private CommandSpec spec;

    @Option(names = "--quick", description = "Half a second each, one round: shows that it works, measures nothing.")
    private boolean quick;

    @Option(names = "--seconds", defaultValue = "5", description = "How long each way is measured (${DEFAULT-VALUE}).")
    private int seconds;

    @Option(
            names = "--connections",
            defaultValue = "32",
            description = "Connections of single trades (${DEFAULT-VALUE}).")
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
        require(seconds >= 1 && seconds <= 600, "--seconds: expected 1 to 600");
        require(warmUp >= 1 && warmUp <= 600, "--warm-up: expected 1 to 600");
        require(connections >= 1 && connections <= 1_000, "--connections: expected 1 to 1000");
        require(rounds >= 1 && rounds <= 100, "--rounds: expected 1 to 100");
        EdgeSettings settings = quick
                ? EdgeSettings.QUICK
                : new EdgeSettings(
                        10_000, 50, connections, rounds, Duration.ofSeconds(warmUp), Duration.ofSeconds(seconds));
        PrintWriter out = spec.commandLine().getOut();
        try (Home home = Home.create();
                Stack stack = Stack.start(PrivateStack.in(home, quick))) {
            EdgeResult result = new EdgeBench(stack, settings, out).run(home.path());
            new EdgeReport(out).print(result);
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
