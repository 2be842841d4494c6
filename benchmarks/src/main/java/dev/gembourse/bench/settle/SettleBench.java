package dev.gembourse.bench.settle;

import dev.gembourse.bench.invariant.Drained;
import dev.gembourse.bench.invariant.Finding;
import dev.gembourse.bench.invariant.Invariants;
import dev.gembourse.bench.invariant.Target;
import dev.gembourse.bench.peer.Peer;
import dev.gembourse.bench.peer.PeerRate;
import dev.gembourse.bench.peer.Peers;
import dev.gembourse.stack.supervisor.Stack;
import dev.gembourse.stack.supervisor.SupervisedPart;
import dev.gembourse.tools.client.CommandProducer;
import dev.gembourse.tools.client.Gateway;
import dev.gembourse.tools.client.Progress;
import dev.gembourse.tools.client.Reply;
import java.io.PrintWriter;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.SQLException;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * Measures settlement: pauses it, fills the topic of commands, lets it go on, and watches from outside until the last trade is
 * committed. Gateway and leaderboard are down meanwhile; the leaderboard comes back for the invariants, which are checked
 * after every round, since a figure without them is worth nothing.
 */
final class SettleBench {

    private static final Duration PATIENCE = Duration.ofSeconds(30);
    private static final Duration DRAINING = Duration.ofMinutes(3);
    private static final int SLOWEST = 300;

    private final Stack stack;
    private final Settings settings;
    private final PrintWriter out;
    private final Target target;

    SettleBench(Stack stack, Settings settings, PrintWriter out) {
        this.stack = stack;
        this.settings = settings;
        this.out = out;
        this.target = Target.of(stack);
    }

    Result run(Path home) throws SQLException, InterruptedException {
        try (Connection connection = DriverManager.getConnection(
                        stack.jdbcUrl("trading"), stack.databaseUser(), stack.databasePassword());
                CommandProducer producer = new CommandProducer(stack.bootstrap(), "/gembourse/bench");
                Gateway processor = new Gateway(stack.processorUrl(), PATIENCE)) {
            Load load = new Load(producer, settings.seed(), settings.accounts(), settings.assets());
            prepare(load);
            List<Round> rounds = new ArrayList<>();
            List<PeerRate> rates = new ArrayList<>();
            List<Finding> broken = new ArrayList<>();
            try (Peers peers = new Peers(stack, home, connection, settings.warmUp(), settings.window())) {
                if (!settings.peers().isEmpty()) {
                    peers.prepare();
                }
                for (int number = 1; number <= settings.rounds() && broken.isEmpty(); number++) {
                    rounds.add(round(number, load, new SettlementProbe(connection), processor));
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

    private void prepare(Load load) throws InterruptedException {
        out.printf("opening %,d accounts and creating %,d assets%n", settings.accounts(), settings.assets());
        out.flush();
        load.createAssets();
        Drained.await(target, DRAINING);
        load.openAccounts();
        Drained.await(target, DRAINING);
        stack.gateway().stop();
        stack.leaderboard().stop();
    }

    private Round round(int number, Load load, SettlementProbe probe, Gateway processor)
            throws SQLException, InterruptedException {
        long before = probe.processed();
        steer(processor, "pause");
        try (Progress progress = new Progress("round " + number + ", filling", settings.trades(), out)) {
            for (int i = 1; i <= settings.trades(); i++) {
                load.placeTrade();
                progress.reached(i);
            }
            load.flush();
        }
        if (probe.processed() != before) {
            throw new IllegalStateException(
                    "expected settlement to be paused while the topic is filled but it goes on");
        }
        Map<String, Duration> cpuBefore = cpu();
        long walBefore = probe.walBytes();
        Instant begin = Instant.now();
        steer(processor, "resume");
        Instant end = settled(number, before, probe);
        SettlementProbe.Batches batches = probe.batchesSince(begin);
        Map<String, Duration> cpuAfter = cpu();
        double seconds = Duration.between(batches.first(), end).toNanos() / 1e9;
        Round round = new Round(
                number,
                settings.trades(),
                seconds,
                settings.trades() / seconds,
                perTrade(cpuBefore, cpuAfter),
                (probe.walBytes() - walBefore) / (double) settings.trades(),
                batches.count(),
                batches.median());
        new Report(out).print(round);
        return round;
    }

    private Instant settled(int number, long before, SettlementProbe probe) throws SQLException, InterruptedException {
        Duration bound = Duration.ofSeconds(60L + settings.trades() / SLOWEST);
        try (Progress progress = new Progress("round " + number + ", settling", settings.trades(), out)) {
            Instant end = probe.awaitProcessed(
                    before + settings.trades(), bound, processed -> progress.reached(processed - before));
            if (end == null) {
                throw new IllegalStateException("expected " + settings.trades() + " trades to be settled within "
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

    private static void steer(Gateway processor, String what) {
        Reply reply = processor.send("POST", "/v1/ops/" + what + "?area=trading", null, Map.of());
        if (!reply.isSuccess()) {
            throw new IllegalStateException(
                    "expected settlement to " + what + " but got " + reply.status() + " " + reply.detail());
        }
    }

    private Map<String, Duration> cpu() {
        Map<String, Duration> used = new LinkedHashMap<>();
        for (SupervisedPart part : List.of(stack.processor(), stack.postgres(), stack.kafka())) {
            used.put(part.name(), CpuTime.of(part.pid()));
        }
        return used;
    }

    private Map<String, Double> perTrade(Map<String, Duration> before, Map<String, Duration> after) {
        Map<String, Double> micros = new LinkedHashMap<>();
        after.forEach((name, used) -> micros.put(
                name, used.minus(before.getOrDefault(name, Duration.ZERO)).toNanos() / 1_000.0 / settings.trades()));
        return micros;
    }
}
