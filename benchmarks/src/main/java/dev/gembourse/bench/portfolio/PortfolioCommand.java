package dev.gembourse.bench.portfolio;

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

/** {@code ./gembourse bench portfolio}. */
@Command(
        name = "portfolio",
        mixinStandardHelpOptions = true,
        description = "How long an account's summary and history take to read, after few trades and after many.",
        footer = {
            "",
            "Starts a stack of its own on free ports and deletes it afterwards. The load comes from this program and shares",
            "the machine's cores. Exit code 1: an invariant did not hold at the end, so the measurement is void."
        })
public final class PortfolioCommand implements Callable<Integer> {

    private static final int MOST = 5_000_000;

    @Mixin
    @SuppressWarnings("NullAway.Init")
    private BenchOptions options;

    @Option(names = "--few", defaultValue = "20", description = "Trades of the one account (${DEFAULT-VALUE}).")
    private int few;

    @Option(names = "--many", defaultValue = "500000", description = "Trades of the other (${DEFAULT-VALUE}).")
    private int many;

    @Option(names = "--assets", defaultValue = "10", description = "Assets that both trade in (${DEFAULT-VALUE}).")
    private int assets;

    @Option(names = "--rate", defaultValue = "200", description = "Requests per second (${DEFAULT-VALUE}).")
    private int rate;

    @Option(names = "--seconds", defaultValue = "10", description = "How long each is measured (${DEFAULT-VALUE}).")
    private int seconds;

    @Override
    public Integer call() throws IOException, SQLException, InterruptedException {
        options.requireWithin("--few", few, 1, MOST);
        options.requireWithin("--many", many, 1, MOST);
        options.requireWithin("--assets", assets, 1, 1_000);
        options.requireWithin("--rate", rate, 1, 900);
        options.requireWithin("--seconds", seconds, 1, 600);
        PortfolioSettings settings = options.quick()
                ? PortfolioSettings.QUICK
                : new PortfolioSettings(few, many, assets, options.rounds(), rate, Duration.ofSeconds(seconds));
        PrintWriter out = options.out();
        try (Home home = Home.create();
                Stack stack = Stack.start(PrivateStack.in(home, options.quick()))) {
            PortfolioResult result = new PortfolioBench(stack, settings, out).run(home.path());
            return options.conclude(result, () -> print(result, settings, out));
        }
    }

    private static void print(PortfolioResult result, PortfolioSettings settings, PrintWriter out) {
        for (String read : PortfolioBench.READS) {
            double large = result.medianP99(read, settings.many());
            double small = result.medianP99(read, settings.few());
            out.printf(
                    "%-17s p99 after %,d trades ÷ after %,d: %.2f (%.2f ÷ %.2f ms)%n",
                    read, settings.many(), settings.few(), large / small, large, small);
        }
    }
}
