package dev.gembourse.bench.orders;

import dev.gembourse.bench.http.HttpLoad;
import dev.gembourse.bench.http.Measured;
import dev.gembourse.bench.invariant.Drained;
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
import dev.gembourse.bench.measure.Tidying;
import dev.gembourse.bench.settle.SettleRun;
import dev.gembourse.events.wire.Topics;
import dev.gembourse.stack.supervisor.Stack;
import dev.gembourse.tools.client.CommandProducer;
import dev.gembourse.tools.client.Progress;
import java.io.PrintWriter;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.function.LongConsumer;

/**
 * How many orders per second are filled: held by their accounts, matched in their books and settled by both sides, from commands that all lie
 * ready. Trades with the house are settled beside them in each round.
 */
final class OrdersBench {

    private static final Duration DRAINING = Duration.ofMinutes(5);
    private static final Duration GLANCE = Duration.ofMillis(10);

    private static final String PROCESSED =
            "select coalesce(sum(next_offset), 0) from trading.progress where topic = ?";

    private static final String RESTING = "select count(*) from market.resting_order";
    private static final int CONNECTIONS = 64;

    private final Stack stack;
    private final OrdersSettings settings;
    private final PrintWriter out;
    private final Target target;

    OrdersBench(Stack stack, OrdersSettings settings, PrintWriter out) {
        this.stack = stack;
        this.settings = settings;
        this.out = out;
        this.target = Target.of(stack);
    }

    OrdersResult run(Path home) throws SQLException, InterruptedException {
        Population population = Population.of(settings.accounts(), settings.books());
        new Opening(target, out).of(population);
        try (CommandProducer producer = new CommandProducer(stack.kafkaClient(), "/gembourse/bench");
                Connection database = DriverManager.getConnection(
                        stack.jdbcUrl("trading"), stack.databaseUser(), stack.databasePassword())) {
            Crossing crossing = new Crossing(population, settings.books(), producer, settings.seed());
            stock(crossing);
            OrdersResult.Marketable marketable = marketable(population, crossing);
            stack.gateway().stop();
            stack.leaderboard().stop();
            SettleRun house = new SettleRun(stack, new Trades(population, producer, settings.seed()), database, out);
            List<OrdersResult.Round> rounds = new ArrayList<>();
            List<Double> crossings = new ArrayList<>();
            List<Finding> broken = new ArrayList<>();
            round(0, crossing, house, database);
            for (int number = 1; number <= settings.rounds() && broken.isEmpty(); number++) {
                rounds.add(round(number, crossing, house, database));
                crossings.add(crossed(number, crossing, database));
                broken.addAll(invariants());
            }
            return new OrdersResult(Machine.facts(home, database), marketable, rounds, crossings, broken);
        }
    }

    private void stock(Crossing crossing) throws InterruptedException {
        out.printf("creating %,d order books and buying what is to be sold%n", settings.books());
        out.flush();
        crossing.createBooks();
        Drained.await(target, DRAINING);
        crossing.stock();
        Drained.await(target, DRAINING);
        crossing.endOffers();
        Drained.await(target, DRAINING);
    }

    /** The first time warms up. */
    private OrdersResult.Marketable marketable(Population population, Crossing crossing) throws InterruptedException {
        crossing.offer();
        Measured measured = null;
        for (String name : List.of("warm-", "market-")) {
            out.printf("marketable orders, %d/s, each waited for until it is filled%n", settings.perSecond());
            out.flush();
            MarketableRequests requests = new MarketableRequests(
                    population, crossing.books(), name, stack.admin().authorization());
            measured = new HttpLoad(stack.gateway().port(), CONNECTIONS + settings.perSecond())
                    .open(requests.untilFilled(), settings.perSecond(), settings.window());
            Drained.await(target, DRAINING);
        }
        crossing.endOffers();
        Drained.await(target, DRAINING);
        Measured last = Objects.requireNonNull(measured).expectNoFailure();
        return new OrdersResult.Marketable(last.perSecond(), last.millisAt(50), last.millisAt(99));
    }

    /** Seconds until all that one tick has filled is settled, from when it is told. */
    private double crossed(int number, Crossing crossing, Connection database)
            throws SQLException, InterruptedException {
        long before = processed(database);
        crossing.rest(settings.crossed());
        await(database, before + settings.crossed(), count -> {});
        awaitResting(database);
        Tidying.of(stack);
        long begin = System.nanoTime();
        crossing.cross(settings.crossed());
        await(database, before + 2L * settings.crossed(), count -> {});
        double seconds = (System.nanoTime() - begin) / 1e9;
        out.printf("round %d, one tick that fills %,d orders: %.2f s%n", number, settings.crossed(), seconds);
        out.flush();
        return seconds;
    }

    private void awaitResting(Connection database) throws SQLException, InterruptedException {
        long deadline = System.nanoTime() + DRAINING.toNanos();
        long resting = resting(database);
        while (resting < settings.crossed()) {
            if (System.nanoTime() > deadline) {
                throw new IllegalStateException("expected %d orders to wait within %d s but there are %d"
                        .formatted(settings.crossed(), DRAINING.toSeconds(), resting));
            }
            Thread.sleep(GLANCE);
            resting = resting(database);
        }
    }

    private static long resting(Connection database) throws SQLException {
        try (PreparedStatement select = database.prepareStatement(RESTING);
                ResultSet row = select.executeQuery()) {
            row.next();
            return row.getLong(1);
        }
    }

    /** The first one, of number 0, warms up. */
    private OrdersResult.Round round(int number, Crossing crossing, SettleRun house, Connection database)
            throws SQLException, InterruptedException {
        String name = number == 0 ? "warming up" : "round " + number;
        Tidying.of(stack);
        double trades = house.of(settings.orders(), Draw.UNIFORM, name + ", house", number)
                .tradesPerSecond();
        Tidying.of(stack);
        OrdersResult.Round round = filled(number, name + ", orders", trades, crossing, database);
        out.printf(
                "%s: %,.0f filled orders/s, %,.0f house trades/s: %.2f%n", name, round.filled(), trades, round.ratio());
        out.flush();
        return round;
    }

    private OrdersResult.Round filled(int number, String name, double house, Crossing crossing, Connection database)
            throws SQLException, InterruptedException {
        int orders = settings.orders();
        Settling settling = new Settling(stack);
        long before = processed(database);
        settling.pause();
        try (Progress progress = new Progress(name + ", filling the topic", orders, out)) {
            crossing.place(orders, progress::reached);
        }
        CpuMeter cpu = CpuMeter.of(List.of(stack.processor(), stack.postgres(), stack.kafka()));
        long begin = System.nanoTime();
        settling.resume();
        try (Progress progress = new Progress(name + ", settling", orders, out)) {
            await(database, before + 2L * orders, count -> progress.reached((count - before) / 2));
        }
        double seconds = (System.nanoTime() - begin) / 1e9;
        Map<String, Double> micros = cpu.microsPer(orders);
        return new OrdersResult.Round(number, orders / seconds, house, micros);
    }

    /** Each order is two commands of settlement: it is placed, and it is filled once. */
    private static void await(Connection database, long commands, LongConsumer progress)
            throws SQLException, InterruptedException {
        long deadline = System.nanoTime() + DRAINING.toNanos();
        long now = processed(database);
        while (now < commands) {
            if (System.nanoTime() > deadline) {
                throw new IllegalStateException("expected %d commands to be settled within %d s but there are %d"
                        .formatted(commands, DRAINING.toSeconds(), now));
            }
            Thread.sleep(GLANCE);
            now = processed(database);
            progress.accept(now);
        }
    }

    private static long processed(Connection database) throws SQLException {
        try (PreparedStatement select = database.prepareStatement(PROCESSED)) {
            select.setString(1, Topics.TRADING_COMMANDS);
            try (ResultSet row = select.executeQuery()) {
                row.next();
                return row.getLong(1);
            }
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
