package dev.gembourse.bench.start;

import dev.gembourse.bench.measure.Rates;
import dev.gembourse.events.wire.Json;
import java.io.IOException;
import java.io.PrintWriter;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.SQLException;
import java.util.Map;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Spec;

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

    @Spec
    @SuppressWarnings("NullAway.Init")
    private CommandSpec spec;

    @Option(
            names = "--quick",
            description = "One round, only settlement is killed: shows that it works, measures little.")
    private boolean quick;

    @Option(names = "--rounds", defaultValue = "3", description = "Rounds (${DEFAULT-VALUE}).")
    private int rounds;

    @Option(
            names = "--trades",
            defaultValue = "2000",
            description = "Trades that are left to settle when a part is killed (${DEFAULT-VALUE}).")
    private int trades;

    @Option(names = "--json", paramLabel = "FILE", description = "Write the result to this file as well.")
    private @Nullable Path json;

    @Override
    public Integer call() throws IOException, SQLException, InterruptedException {
        require(rounds >= 1 && rounds <= 100, "--rounds: expected 1 to 100");
        require(trades >= 1 && trades <= 1_000_000, "--trades: expected 1 to 1000000");
        PrintWriter out = spec.commandLine().getOut();
        StartResult result = new StartBench(quick ? 1 : rounds, quick ? 200 : trades, quick, out).run();
        print(result, out);
        if (json != null) {
            Files.write(json, Json.STRICT.writeValueAsBytes(result));
        }
        return result.broken().isEmpty() ? 0 : 1;
    }

    private static void print(StartResult result, PrintWriter out) {
        out.println();
        result.machine().forEach((name, value) -> out.printf("%-30s %s%n", name, value));
        out.println();
        for (Map.Entry<String, Rates> figure : result.byName().entrySet()) {
            out.printf(
                    "%-60s median %8.2f, spread %.1f %%%n",
                    figure.getKey(),
                    figure.getValue().median(),
                    figure.getValue().spreadPercent());
        }
        if (result.broken().isEmpty()) {
            out.println("all invariants held after each round");
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
