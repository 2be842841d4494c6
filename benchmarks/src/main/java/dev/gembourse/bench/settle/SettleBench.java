package dev.gembourse.bench.settle;

import dev.gembourse.bench.invariant.Finding;
import dev.gembourse.bench.invariant.Invariants;
import dev.gembourse.bench.invariant.Target;
import dev.gembourse.bench.load.Draw;
import dev.gembourse.bench.load.Opening;
import dev.gembourse.bench.load.Population;
import dev.gembourse.bench.load.Trades;
import dev.gembourse.bench.measure.CpuMeter;
import dev.gembourse.bench.measure.Machine;
import dev.gembourse.bench.measure.Settling;
import dev.gembourse.bench.peer.Peer;
import dev.gembourse.bench.peer.PeerRate;
import dev.gembourse.bench.peer.Peers;
import dev.gembourse.stack.supervisor.Stack;
import dev.gembourse.tools.client.CommandProducer;
import dev.gembourse.tools.client.Progress;
import java.io.PrintWriter;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.SQLException;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;

/**
 * Measures settlement: pauses it, fills the topic of commands, lets it go on, and watches from outside until the last trade is
 * committed. Gateway and leaderboard are down meanwhile; the leaderboard comes back for the invariants, which are checked
 * after every round, since a figure without them is worth nothing.
 */
final class SettleBench {

    private static final Duration DRAINING = Duration.ofMinutes(3);
    private static final int SLOWEST = 300;

    private final Stack stack;
    private final Settings settings;
    private final PrintWriter out;
    private final Target target;
    private final Settling settling;

    SettleBench(Stack stack, Settings settings, PrintWriter out) {
        this.stack = stack;
        this.settings = settings;
        this.out = out;
        this.target = Target.of(stack);
        this.settling = new Settling(stack);
    }

    Result run(Path home) throws SQLException, InterruptedException {
        try (Connection connection = DriverManager.getConnection(
                        stack.jdbcUrl("trading"), stack.databaseUser(), stack.databasePassword());
                CommandProducer producer = new CommandProducer(stack.bootstrap(), "/gembourse/bench")) {
            Population population = Population.of(settings.accounts(), settings.assets());
            new Opening(target, out).of(population);
            stack.gateway().stop();
            stack.leaderboard().stop();
            Trades trades = new Trades(population, producer, settings.seed());
            SettlementProbe probe = new SettlementProbe(connection);
            List<Round> rounds = new ArrayList<>();
            List<PeerRate> rates = new ArrayList<>();
            List<Finding> broken = new ArrayList<>();
            try (Peers peers = new Peers(stack, home, connection, settings.warmUp(), settings.window())) {
                if (!settings.peers().isEmpty()) {
                    peers.prepare();
                }
                round(0, settings.trades() / 4, settings.loads().getFirst(), trades, probe);
                for (int number = 1; number <= settings.rounds() && broken.isEmpty(); number++) {
                    for (Draw load : settings.loads()) {
                        Round round = round(number, settings.trades(), load, trades, probe);
                        new Report(out).print(round);
                        rounds.add(round);
                    }
                    broken.addAll(invariants());
                    for (Peer peer : settings.peers()) {
                        rates.add(beside(peers, peer, number));
                    }
                }
            }
            return Result.of(settings, Machine.facts(home, connection), rounds, rates, broken);
        }
    }

    private PeerRate beside(Peers peers, Peer peer, int number) throws SQLException, InterruptedException {
        PeerRate rate = peers.measure(peer, number);
        new Report(out).print(rate);
        return rate;
    }

    private Round round(int number, int count, Draw load, Trades trades, SettlementProbe probe)
            throws SQLException, InterruptedException {
        String name = number == 0 ? "warming up" : "round " + number + ", " + load.label();
        long before = probe.processed();
        settling.pause();
        try (Progress progress = new Progress(name + ", filling", count, out)) {
            trades.place(count, load, progress::reached);
        }
        if (probe.processed() != before) {
            throw new IllegalStateException(
                    "expected settlement to be paused while the topic is filled but it goes on");
        }
        CpuMeter cpu = CpuMeter.of(List.of(stack.processor(), stack.postgres(), stack.kafka()));
        long walBefore = probe.walBytes();
        Instant begin = Instant.now();
        settling.resume();
        Instant end = settled(name, count, before, probe);
        SettlementProbe.Batches batches = probe.batchesSince(begin);
        Map<String, Double> cpuMicros = cpu.microsPer(count);
        double seconds = Duration.between(batches.first(), end).toNanos() / 1e9;
        return new Round(
                number,
                load,
                count,
                seconds,
                count / seconds,
                cpuMicros,
                (probe.walBytes() - walBefore) / (double) count,
                batches.count(),
                batches.median());
    }

    private Instant settled(String name, int count, long before, SettlementProbe probe)
            throws SQLException, InterruptedException {
        Duration bound = Duration.ofSeconds(60L + count / SLOWEST);
        try (Progress progress = new Progress(name + ", settling", count, out)) {
            Instant end =
                    probe.awaitProcessed(before + count, bound, processed -> progress.reached(processed - before));
            if (end == null) {
                throw new IllegalStateException("expected " + count + " trades to be settled within "
                        + bound.toSeconds() + " s but got " + (probe.processed() - before));
            }
            return end;
        }
    }

    private List<Finding> invariants() throws InterruptedException {
        out.println("checking the invariants");
        out.flush();
        stack.leaderboard().start();
        try {
            return Invariants.check(target, DRAINING);
        } finally {
            stack.leaderboard().stop();
        }
    }
}
