package dev.gembourse.bench.settle;

import dev.gembourse.bench.invariant.Finding;
import dev.gembourse.bench.invariant.Invariants;
import dev.gembourse.bench.invariant.Target;
import dev.gembourse.bench.load.Draw;
import dev.gembourse.bench.load.Opening;
import dev.gembourse.bench.load.Population;
import dev.gembourse.bench.load.Trades;
import dev.gembourse.bench.measure.Machine;
import dev.gembourse.bench.measure.Tidying;
import dev.gembourse.bench.peer.Peer;
import dev.gembourse.bench.peer.PeerRate;
import dev.gembourse.bench.peer.Peers;
import dev.gembourse.stack.supervisor.Stack;
import dev.gembourse.tools.client.CommandProducer;
import java.io.PrintWriter;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.SQLException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;

/**
 * Measures settlement, and others doing the same beside it. Gateway and leaderboard are down meanwhile; the leaderboard comes back for the invariants, which are checked
 * after every round, since a figure without them is worth nothing.
 */
final class SettleBench {

    private static final Duration DRAINING = Duration.ofMinutes(3);

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
                CommandProducer producer = new CommandProducer(stack.kafkaClient(), "/gembourse/bench")) {
            Population population = Population.of(settings.accounts(), settings.assets());
            new Opening(target, out).of(population);
            stack.gateway().stop();
            stack.leaderboard().stop();
            SettleRun run = new SettleRun(stack, new Trades(population, producer, settings.seed()), connection, out);
            List<Round> rounds = new ArrayList<>();
            List<PeerRate> rates = new ArrayList<>();
            List<Finding> broken = new ArrayList<>();
            try (Peers peers = new Peers(stack, home, connection, settings.warmUp(), settings.window())) {
                if (!settings.peers().isEmpty()) {
                    peers.prepare();
                }
                run.of(settings.trades() / 2, settings.loads().getFirst(), "warming up", 0);
                for (int number = 1; number <= settings.rounds() && broken.isEmpty(); number++) {
                    for (Draw load : inTurn(number)) {
                        Tidying.of(stack);
                        Round round = run.of(settings.trades(), load, "round " + number + ", " + load.label(), number);
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

    /** Another load comes first in each round, since the first one after a pause pays for the checkpoint that fell into it. */
    private List<Draw> inTurn(int number) {
        List<Draw> loads = new ArrayList<>(settings.loads());
        Collections.rotate(loads, 1 - number);
        return loads;
    }

    private PeerRate beside(Peers peers, Peer peer, int number) throws SQLException, InterruptedException {
        Tidying.of(stack);
        PeerRate rate = peers.measure(peer, number);
        new Report(out).print(rate);
        return rate;
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
