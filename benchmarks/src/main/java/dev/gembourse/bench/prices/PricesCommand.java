package dev.gembourse.bench.prices;

import dev.gembourse.bench.command.BenchOptions;
import dev.gembourse.bench.measure.Home;
import dev.gembourse.bench.measure.PrivateStack;
import dev.gembourse.stack.supervisor.Stack;
import java.io.IOException;
import java.io.PrintWriter;
import java.sql.SQLException;
import java.time.Duration;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

/** {@code ./gembourse bench prices}. */
@Command(
        name = "prices",
        mixinStandardHelpOptions = true,
        description = "How soon settlement has the price of a tick, and how much longer trades take beside many ticks.",
        footer = {
            "",
            "Starts a stack of its own on free ports and deletes it afterwards. The load comes from this program and shares",
            "the machine's cores. Exit code 1: an invariant did not hold after a round, so the measurement is void."
        })
public final class PricesCommand implements Callable<Integer> {

    @Mixin
    @SuppressWarnings("NullAway.Init")
    private BenchOptions options;

    @Option(names = "--assets", defaultValue = "100", description = "Assets that have ticks (${DEFAULT-VALUE}).")
    private int assets;

    @Option(names = "--ticks", defaultValue = "50", description = "Ticks per second of each asset (${DEFAULT-VALUE}).")
    private int ticks;

    @Option(names = "--trades", defaultValue = "500", description = "Trades per second (${DEFAULT-VALUE}).")
    private int trades;

    @Option(names = "--seconds", defaultValue = "60", description = "How long each is measured (${DEFAULT-VALUE}).")
    private int seconds;

    @Option(
            names = "--warm-up",
            defaultValue = "120",
            description = "Seconds of load before the first round (${DEFAULT-VALUE}).")
    private int warmUp;

    @Override
    public Integer call() throws IOException, SQLException, InterruptedException {
        options.requireWithin("--assets", assets, 1, 1_000);
        options.requireWithin("--ticks", ticks, 1, 1_000);
        options.requireWithin("--trades", trades, 1, 900);
        options.requireWithin("--seconds", seconds, 1, 600);
        options.requireWithin("--warm-up", warmUp, 2, 600);
        PricesSettings settings = options.quick()
                ? PricesSettings.QUICK
                : new PricesSettings(
                        10_000,
                        assets,
                        options.rounds(),
                        trades,
                        ticks,
                        Duration.ofSeconds(warmUp),
                        Duration.ofSeconds(seconds));
        PrintWriter out = options.out();
        try (Home home = Home.create();
                Stack stack = Stack.start(PrivateStack.in(home, options.quick()))) {
            PricesResult result = new PricesBench(stack, settings, out).run(home.path());
            return options.conclude(result, () -> print(result, out));
        }
    }

    private static void print(PricesResult result, PrintWriter out) {
        double alone = result.median(false, PricesResult.Window::p99);
        double beside = result.median(true, PricesResult.Window::p99);
        out.printf(
                "prices visible to settlement: p50 %.1f, p99 %.1f ms (medians of the rounds)%n",
                result.visible(taken -> taken.visible().p50()),
                result.visible(taken -> taken.visible().p99()));
        out.printf(
                "of it (p50, p99): until decided %.1f, %.1f; until published %.1f, %.1f; until followed %.1f, %.1f ms%n",
                result.visible(taken -> taken.decided().p50()),
                result.visible(taken -> taken.decided().p99()),
                result.visible(taken -> taken.published().p50()),
                result.visible(taken -> taken.published().p99()),
                result.visible(taken -> taken.followed().p50()),
                result.visible(taken -> taken.followed().p99()));
        out.printf("trades' p99 beside ticks ÷ alone: %.2f (%.1f ÷ %.1f ms)%n", beside / alone, beside, alone);
        out.printf("processor time of a tick: %.1f µs of all parts%n", result.cpuOfTick(PricesResult.Window::cpuOfAll));
        for (String part : result.windows().getFirst().cpuMicros().keySet()) {
            out.printf(
                    "  %-12s %.1f%n",
                    part, result.cpuOfTick(window -> window.cpuMicros().getOrDefault(part, 0.0)));
        }
    }
}
