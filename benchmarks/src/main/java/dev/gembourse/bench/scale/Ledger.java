package dev.gembourse.bench.scale;

import dev.gembourse.bench.invariant.Finding;
import dev.gembourse.bench.invariant.Invariants;
import dev.gembourse.bench.invariant.Target;
import dev.gembourse.bench.load.Draw;
import dev.gembourse.bench.load.Opening;
import dev.gembourse.bench.load.Population;
import dev.gembourse.bench.load.Trades;
import dev.gembourse.bench.measure.Home;
import dev.gembourse.bench.measure.PrivateStack;
import dev.gembourse.bench.settle.Round;
import dev.gembourse.bench.settle.SettleRun;
import dev.gembourse.stack.supervisor.Stack;
import dev.gembourse.tools.client.CommandProducer;
import java.io.IOException;
import java.io.PrintWriter;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.SQLException;
import java.time.Duration;
import java.util.List;

/** A stack with a ledger of some size, and trades to settle in it. */
final class Ledger implements AutoCloseable {

    private static final Duration DRAINING = Duration.ofHours(1); // the board has everything still to do
    private static final int ASSETS = 50;
    private static final int PORTION = 200_000;

    private final String name;
    private final Home home;
    private final Stack stack;
    private final Connection connection;
    private final CommandProducer producer;
    private final SettleRun run;

    /** Starts it, opens the accounts, and settles so many trades before anything is measured. */
    Ledger(String name, int accounts, int trades, boolean quick, PrintWriter out)
            throws IOException, SQLException, InterruptedException {
        this.name = name;
        out.println("making a ledger: " + name);
        out.flush();
        home = Home.create();
        stack = Stack.start(PrivateStack.in(home, quick));
        connection =
                DriverManager.getConnection(stack.jdbcUrl("trading"), stack.databaseUser(), stack.databasePassword());
        producer = new CommandProducer(stack.kafkaClient(), "/gembourse/bench");
        Population population = Population.of(accounts, ASSETS);
        new Opening(Target.of(stack), out).of(population);
        stack.gateway().stop();
        stack.leaderboard().stop();
        run = new SettleRun(stack, new Trades(population, producer, 42), connection, out);
        for (int left = trades; left > 0; left -= PORTION) {
            run.of(Math.min(left, PORTION), Draw.UNIFORM, name + ", growing", 0);
        }
    }

    String name() {
        return name;
    }

    Round measure(int round, int trades) throws SQLException, InterruptedException {
        return run.of(trades, Draw.UNIFORM, "round " + round + ", " + name, round);
    }

    List<Finding> broken() throws InterruptedException {
        stack.leaderboard().start();
        try {
            return Invariants.check(Target.of(stack), DRAINING);
        } finally {
            stack.leaderboard().stop();
        }
    }

    Home home() {
        return home;
    }

    Connection connection() {
        return connection;
    }

    @Override
    public void close() throws SQLException {
        producer.close();
        connection.close();
        stack.close();
        home.close();
    }
}
