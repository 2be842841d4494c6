package dev.gembourse.bench.scale;

import dev.gembourse.bench.command.BenchOptions;
import dev.gembourse.bench.scale.ScaleResult.Comparison;
import java.io.IOException;
import java.io.PrintWriter;
import java.sql.SQLException;
import java.util.List;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

/** {@code ./gembourse bench scale}. */
@Command(
        name = "scale",
        mixinStandardHelpOptions = true,
        description = "What a trade costs when the ledger is large, or has many accounts, beside a small one.",
        footer = {
            "",
            "Starts two stacks of its own on free ports and deletes them afterwards. Ten million trades take some 16 minutes,",
            "35 GB of disk, and as long again for the invariants. Exit code 1: one did not hold, so the measurement is void."
        })
public final class ScaleCommand implements Callable<Integer> {

    private static final int MOST = 20_000_000;

    @Mixin
    @SuppressWarnings("NullAway.Init")
    private BenchOptions options;

    @Option(names = "--trades", defaultValue = "100000", description = "Trades per round (${DEFAULT-VALUE}).")
    private int trades;

    @Option(
            names = "--ledgers",
            split = ",",
            defaultValue = "1000000",
            description = "Trades that large ledgers hold (${DEFAULT-VALUE}).")
    private List<Integer> ledgers = List.of();

    @Option(
            names = "--accounts",
            split = ",",
            defaultValue = "1000000",
            description = "Accounts of further ledgers (${DEFAULT-VALUE}); the small one has 10,000.")
    private List<Integer> accounts = List.of();

    @Override
    public Integer call() throws IOException, SQLException, InterruptedException {
        options.requireWithin("--trades", trades, 1, MOST);
        options.requireWithin("--ledgers", ledgers, 0, MOST);
        options.requireWithin("--accounts", accounts, 1, 1_000_000);
        PrintWriter out = options.out();
        ScaleSettings settings = options.quick()
                ? ScaleSettings.QUICK
                : new ScaleSettings(trades, options.rounds(), 10_000, ledgers, accounts, false);
        ScaleResult result = new ScaleBench(settings, out).run();
        return options.conclude(result, () -> print(result, out));
    }

    private static void print(ScaleResult result, PrintWriter out) {
        for (Comparison one : result.comparisons()) {
            out.printf(
                    "%-28s ÷ a small one: processor time per trade %.2f, time per trade %.2f%n",
                    one.large(), one.costRatio(), one.timeRatio());
        }
    }
}
