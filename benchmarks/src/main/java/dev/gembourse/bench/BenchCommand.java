package dev.gembourse.bench;

import dev.gembourse.bench.edge.EdgeCommand;
import dev.gembourse.bench.endtoend.EndToEndCommand;
import dev.gembourse.bench.leaderboard.LeaderboardCommand;
import dev.gembourse.bench.orders.OrdersCommand;
import dev.gembourse.bench.portfolio.PortfolioCommand;
import dev.gembourse.bench.prices.PricesCommand;
import dev.gembourse.bench.scale.ScaleCommand;
import dev.gembourse.bench.settle.SettleCommand;
import dev.gembourse.bench.start.StartCommand;
import dev.gembourse.stack.command.StackCommand;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Spec;

/** {@code ./gembourse bench}. */
@Command(
        name = "bench",
        subcommandsRepeatable = true,
        subcommands = {
            SettleCommand.class,
            EdgeCommand.class,
            EndToEndCommand.class,
            PricesCommand.class,
            OrdersCommand.class,
            PortfolioCommand.class,
            LeaderboardCommand.class,
            StartCommand.class,
            ScaleCommand.class
        },
        description = "Measures private stacks on this machine and checks the invariants after every round.",
        footer = {"", "Without a name everything is measured, one after the other, which takes more than an hour."})
public final class BenchCommand implements StackCommand {

    /** What a measurement is asked for beside its defaults when everything is measured. */
    private static final Map<String, List<String>> WHOLE = Map.of(
            "settle",
            List.of("--loads=uniform,skewed,hot", "--beside=first,tuned,batch,ceiling,pgbench"),
            "end-to-end",
            List.of("--beside=bare"));

    @Spec
    @SuppressWarnings("NullAway.Init")
    private CommandSpec spec;

    @Option(names = "--quick", description = "Shows that everything works, measures nothing: minutes.")
    private boolean quick;

    @Option(
            names = "--json",
            paramLabel = "FOLDER",
            description = "Write each result to a file of its name in this folder as well.")
    private @Nullable Path json;

    @Override
    public Integer call() throws IOException {
        if (json != null) {
            Files.createDirectories(json);
        }
        int worst = 0;
        for (Map.Entry<String, CommandLine> one : spec.subcommands().entrySet()) {
            spec.commandLine().getOut().println("== " + one.getKey());
            List<String> arguments =
                    new ArrayList<>(quick ? List.of("--quick") : WHOLE.getOrDefault(one.getKey(), List.of()));
            if (json != null) {
                arguments.add("--json=" + json.resolve(one.getKey() + ".json"));
            }
            worst = Math.max(worst, one.getValue().execute(arguments.toArray(String[]::new)));
        }
        return worst;
    }
}
