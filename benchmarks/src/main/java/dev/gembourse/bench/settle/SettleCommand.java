package dev.gembourse.bench.settle;

import dev.gembourse.bench.load.Draw;
import dev.gembourse.bench.measure.Home;
import dev.gembourse.bench.measure.PrivateStack;
import dev.gembourse.bench.peer.Peer;
import dev.gembourse.events.wire.Json;
import dev.gembourse.stack.supervisor.Stack;
import java.io.IOException;
import java.io.PrintWriter;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.SQLException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.Callable;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Spec;

/** {@code ./gembourse bench settle}. */
@Command(
        name = "settle",
        mixinStandardHelpOptions = true,
        description = "How many trades per second settlement settles on this machine, and what one costs.",
        footer = {
            "",
            "Starts a stack of its own on free ports and deletes it afterwards. All ends run on this machine and share its",
            "cores. Exit code 1: an invariant did not hold after a round, so the measurement is void."
        })
public final class SettleCommand implements Callable<Integer> {

    private static final Duration WARM_UP = Duration.ofSeconds(8);
    private static final Duration WINDOW = Duration.ofSeconds(10);

    @Spec
    @SuppressWarnings("NullAway.Init")
    private CommandSpec spec;

    @Option(names = "--quick", description = "A few thousand trades, one round: shows that it works, measures nothing.")
    private boolean quick;

    @Option(names = "--trades", defaultValue = "200000", description = "Trades per round (${DEFAULT-VALUE}).")
    private int trades;

    @Option(names = "--accounts", defaultValue = "10000", description = "Accounts that trade (${DEFAULT-VALUE}).")
    private int accounts;

    @Option(names = "--assets", defaultValue = "50", description = "Assets that are traded (${DEFAULT-VALUE}).")
    private int assets;

    @Option(names = "--rounds", defaultValue = "3", description = "Rounds (${DEFAULT-VALUE}).")
    private int rounds;

    @Option(names = "--seed", defaultValue = "42", description = "Decides who trades what (${DEFAULT-VALUE}).")
    private long seed;

    @Option(
            names = "--loads",
            split = ",",
            defaultValue = "uniform",
            converter = LoadName.class,
            description = "Who trades what, each in every round: some of uniform, skewed, hot (${DEFAULT-VALUE}).")
    private List<Draw> loads = List.of();

    @Option(
            names = "--beside",
            split = ",",
            defaultValue = "none",
            description = "What to measure beside it in each round, or none: ${DEFAULT-VALUE}.")
    private List<String> beside = List.of();

    @Option(names = "--json", paramLabel = "FILE", description = "Write the result to this file as well.")
    private @Nullable Path json;

    @Override
    public Integer call() throws IOException, SQLException, InterruptedException {
        require(trades >= 1 && trades <= 10_000_000, "--trades: expected 1 to 10000000");
        require(accounts >= 1 && accounts <= 1_000_000, "--accounts: expected 1 to 1000000");
        require(assets >= 1 && assets <= 1_000, "--assets: expected 1 to 1000");
        require((long) accounts * assets <= 100_000_000, "--accounts × --assets: expected at most 100000000");
        require(rounds >= 1 && rounds <= 100, "--rounds: expected 1 to 100");
        require(!loads.isEmpty(), "--loads: expected at least one");
        Settings settings = quick
                ? Settings.quick(loads, peers())
                : new Settings(trades, accounts, assets, rounds, seed, loads, peers(), WARM_UP, WINDOW);
        PrintWriter out = spec.commandLine().getOut();
        try (Home home = Home.create();
                Stack stack = Stack.start(PrivateStack.in(home, quick))) {
            Result result = new SettleBench(stack, settings, out).run(home.path());
            new Report(out).print(result);
            if (json != null) {
                Files.write(json, Json.STRICT.writeValueAsBytes(result));
            }
            return result.broken().isEmpty() ? 0 : 1;
        }
    }

    private List<Peer> peers() {
        if (beside.equals(List.of("none"))) {
            return List.of();
        }
        List<Peer> peers = new ArrayList<>();
        for (String name : beside) {
            Optional<Peer> peer = Stream.of(Peer.values())
                    .filter(one -> one.label().equals(name))
                    .findFirst();
            require(peer.isPresent(), "--beside: expected none or some of " + labels() + " but got " + name);
            peer.ifPresent(peers::add);
        }
        if (!Peer.isPgBenchInstalled() && peers.remove(Peer.PGBENCH)) {
            spec.commandLine().getOut().println("pgbench is not installed and left out");
        }
        return peers;
    }

    private static String labels() {
        return Stream.of(Peer.values()).map(Peer::label).collect(Collectors.joining(", "));
    }

    private static final class LoadName implements CommandLine.ITypeConverter<Draw> {

        @Override
        public Draw convert(String name) {
            return Stream.of(Draw.values())
                    .filter(load -> load.label().equals(name))
                    .findFirst()
                    .orElseThrow(() -> new CommandLine.TypeConversionException(
                            "expected some of uniform, skewed, hot but got " + name));
        }
    }

    private void require(boolean condition, String message) {
        if (!condition) {
            throw new ParameterException(spec.commandLine(), message);
        }
    }
}
