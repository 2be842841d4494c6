package dev.gembourse.bench.start;

import dev.gembourse.bench.command.BenchOptions;
import dev.gembourse.bench.measure.Rates;
import java.io.IOException;
import java.io.PrintWriter;
import java.sql.SQLException;
import java.util.Map;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

/** {@code ./gembourse bench start}. */
@Command(
        name = "start",
        mixinStandardHelpOptions = true,
        description =
                "How long a start takes, what it needs, and how soon everything is right again after a part was killed.",
        footer = {
            "",
            "Starts a stack of its own on free ports in every round, and deletes it afterwards.",
            "Exit code 1: an invariant did not hold after a round, so the measurement is void."
        })
public final class StartCommand implements Callable<Integer> {

    @Mixin
    @SuppressWarnings("NullAway.Init")
    private BenchOptions options;

    @Option(
            names = "--trades",
            defaultValue = "2000",
            description = "Trades that are left to settle when a part is killed (${DEFAULT-VALUE}).")
    private int trades;

    @Override
    public Integer call() throws IOException, SQLException, InterruptedException {
        options.requireWithin("--trades", trades, 1, 1_000_000);
        PrintWriter out = options.out();
        StartResult result = new StartBench(
                        options.quick() ? 1 : options.rounds(), options.quick() ? 200 : trades, options.quick(), out)
                .run();
        return options.conclude(result, () -> print(result, out));
    }

    private static void print(StartResult result, PrintWriter out) {
        for (Map.Entry<String, Rates> figure : result.byName().entrySet()) {
            out.printf(
                    "%-60s median %8.2f, spread %.1f %%%n",
                    figure.getKey(),
                    figure.getValue().median(),
                    figure.getValue().spreadPercent());
        }
    }
}
