package dev.gembourse.bench.scale;

import dev.gembourse.bench.scale.ScaleResult.Comparison;
import dev.gembourse.events.wire.Json;
import java.io.IOException;
import java.io.PrintWriter;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.SQLException;
import java.util.List;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Spec;

/** {@code ./gembourse bench scale}. */
@Command(
        name = "scale",
        mixinStandardHelpOptions = true,
        description = "What a trade costs when the ledger is large, or has many accounts, beside a small one.",
        footer = {
            "",
            "Starts two stacks of its own on free ports and deletes them afterwards. A million trades take minutes and about",
            "5 GB of disk. Exit code 1: an invariant did not hold, so the measurement is void."
        })
public final class ScaleCommand implements Callable<Integer> {

    private static final int MOST = 20_000_000;

    @Spec
    @SuppressWarnings("NullAway.Init")
    private CommandSpec spec;

    @Option(names = "--quick", description = "A few thousand trades: shows that it works, measures nothing.")
    private boolean quick;

    @Option(names = "--trades", defaultValue = "100000", description = "Trades per round (${DEFAULT-VALUE}).")
    private int trades;

    @Option(names = "--rounds", defaultValue = "3", description = "Rounds (${DEFAULT-VALUE}).")
    private int rounds;

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

    @Option(names = "--json", paramLabel = "FILE", description = "Write the result to this file as well.")
    private @Nullable Path json;

    @Override
    public Integer call() throws IOException, SQLException, InterruptedException {
        require(trades >= 1 && trades <= MOST, "--trades: expected 1 to " + MOST);
        require(rounds >= 1 && rounds <= 100, "--rounds: expected 1 to 100");
        require(ledgers.stream().allMatch(size -> size >= 0 && size <= MOST), "--ledgers: expected 0 to " + MOST);
        require(
                accounts.stream().allMatch(number -> number >= 1 && number <= 1_000_000),
                "--accounts: expected 1 to 1000000");
        PrintWriter out = spec.commandLine().getOut();
        ScaleSettings settings =
                quick ? ScaleSettings.QUICK : new ScaleSettings(trades, rounds, 10_000, ledgers, accounts, false);
        ScaleResult result = new ScaleBench(settings, out).run();
        print(result, out);
        if (json != null) {
            Files.write(json, Json.STRICT.writeValueAsBytes(result));
        }
        return result.broken().isEmpty() ? 0 : 1;
    }

    private static void print(ScaleResult result, PrintWriter out) {
        out.println();
        result.machine().forEach((name, value) -> out.printf("%-30s %s%n", name, value));
        out.println();
        for (Comparison one : result.comparisons()) {
            out.printf(
                    "%-28s ÷ a small one: processor time per trade %.2f, time per trade %.2f%n",
                    one.large(), one.costRatio(), one.timeRatio());
        }
        if (result.broken().isEmpty()) {
            out.println("all invariants held");
        } else {
            out.printf("VOID: %d invariants are broken%n", result.broken().size());
            result.broken().forEach(out::println);
        }
        out.flush();
    }

    private void require(boolean condition, String message) {
        if (!condition) {
            throw new ParameterException(spec.commandLine(), message);
        }
    }
}
