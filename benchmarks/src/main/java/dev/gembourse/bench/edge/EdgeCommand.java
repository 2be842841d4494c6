package dev.gembourse.bench.edge;

import dev.gembourse.bench.command.BenchOptions;
import dev.gembourse.bench.measure.Home;
import dev.gembourse.bench.measure.PrivateStack;
import dev.gembourse.stack.supervisor.Stack;
import java.io.IOException;
import java.io.PrintWriter;
import java.sql.SQLException;
import java.time.Duration;
import java.util.Map;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

/** {@code ./gembourse bench edge}. */
@Command(
        name = "edge",
        mixinStandardHelpOptions = true,
        description =
                "How many trades per second a gateway accepts, beside an empty endpoint and a bare Kafka producer, and what credentials cost.",
        footer = {
            "",
            "Starts a stack of its own on free ports and deletes it afterwards. The load comes from this program and shares",
            "the machine's cores. Exit code 1: an invariant did not hold after a round, so the measurement is void."
        })
public final class EdgeCommand implements Callable<Integer> {

    /** One program asks for as much as many addresses would. */
    private static final Map<String, String> UNLIMITED = Map.of(
            "GEMBOURSE_GATEWAY_RATELIMITS_PERADDRESS", "10000000", "GEMBOURSE_GATEWAY_RATELIMITS_PERADMIN", "10000000");

    @Mixin
    @SuppressWarnings("NullAway.Init")
    private BenchOptions options;

    @Option(names = "--seconds", defaultValue = "5", description = "How long each way is measured (${DEFAULT-VALUE}).")
    private int seconds;

    @Option(
            names = "--connections",
            defaultValue = "256",
            description = "Connections of single trades (${DEFAULT-VALUE}).")
    private int connections;

    @Option(
            names = "--warm-up",
            defaultValue = "120",
            description = "Seconds of load before the first round (${DEFAULT-VALUE}).")
    private int warmUp;

    @Override
    public Integer call() throws IOException, SQLException, InterruptedException {
        options.requireWithin("--seconds", seconds, 1, 600);
        options.requireWithin("--warm-up", warmUp, 1, 600);
        options.requireWithin("--connections", connections, 1, 1_000);
        EdgeSettings settings = options.quick()
                ? EdgeSettings.QUICK
                : new EdgeSettings(
                        10_000,
                        50,
                        connections,
                        options.rounds(),
                        Duration.ofSeconds(warmUp),
                        Duration.ofSeconds(seconds));
        PrintWriter out = options.out();
        try (Home home = Home.create();
                Stack stack = Stack.start(PrivateStack.in(home, options.quick()).withEnvironment(UNLIMITED))) {
            EdgeResult result = new EdgeBench(stack, settings, out).run(home.path());
            return options.conclude(result, () -> new EdgeReport(out).print(result));
        }
    }
}
