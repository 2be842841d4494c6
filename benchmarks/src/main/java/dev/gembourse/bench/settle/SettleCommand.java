package dev.gembourse.bench.settle;

import dev.gembourse.bench.command.BenchOptions;
import dev.gembourse.bench.load.Draw;
import dev.gembourse.bench.measure.Home;
import dev.gembourse.bench.measure.PrivateStack;
import dev.gembourse.bench.peer.Peer;
import dev.gembourse.stack.supervisor.Stack;
import java.io.IOException;
import java.io.PrintWriter;
import java.sql.SQLException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.Callable;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import picocli.CommandLine;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

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

    @Mixin
    @SuppressWarnings("NullAway.Init")
    private BenchOptions options;

    @Option(names = "--trades", defaultValue = "200000", description = "Trades per round (${DEFAULT-VALUE}).")
    private int trades;

    @Option(names = "--accounts", defaultValue = "10000", description = "Accounts that trade (${DEFAULT-VALUE}).")
    private int accounts;

    @Option(names = "--assets", defaultValue = "50", description = "Assets that are traded (${DEFAULT-VALUE}).")
    private int assets;

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

    @Override
    public Integer call() throws IOException, SQLException, InterruptedException {
        options.requireWithin("--trades", trades, 1, 10_000_000);
        options.requireWithin("--accounts", accounts, 1, 1_000_000);
        options.requireWithin("--assets", assets, 1, 1_000);
        options.require((long) accounts * assets <= 100_000_000, "--accounts × --assets: expected at most 100000000");
        options.require(!loads.isEmpty(), "--loads: expected at least one");
        Settings settings = options.quick()
                ? Settings.quick(loads, peers())
                : new Settings(trades, accounts, assets, options.rounds(), seed, loads, peers(), WARM_UP, WINDOW);
        PrintWriter out = options.out();
        try (Home home = Home.create();
                Stack stack = Stack.start(PrivateStack.in(home, options.quick()))) {
            Result result = new SettleBench(stack, settings, out).run(home.path());
            return options.conclude(result, () -> new Report(out).print(result));
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
            options.require(peer.isPresent(), "--beside: expected none or some of " + labels() + " but got " + name);
            peer.ifPresent(peers::add);
        }
        if (!Peer.isPgBenchInstalled() && peers.remove(Peer.PGBENCH)) {
            options.out().println("pgbench is not installed and left out");
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
}
