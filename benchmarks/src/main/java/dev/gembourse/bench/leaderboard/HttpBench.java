package dev.gembourse.bench.leaderboard;

import dev.gembourse.bench.http.HttpLoad;
import dev.gembourse.bench.http.Script;
import dev.gembourse.bench.invariant.Target;
import dev.gembourse.bench.load.Draw;
import dev.gembourse.bench.load.Opening;
import dev.gembourse.bench.load.Population;
import dev.gembourse.bench.load.Trades;
import dev.gembourse.bench.measure.Machine;
import dev.gembourse.stack.supervisor.Stack;
import dev.gembourse.tools.client.CommandProducer;
import dev.gembourse.tools.client.Pacer;
import java.io.PrintWriter;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.PreparedStatement;
import java.sql.SQLException;
import java.time.Duration;
import java.util.UUID;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.function.LongFunction;

/**
 * Measures the service as its callers see it: a stack of its own, so many players written into its table beside those who
 * trade, trades flowing, and the board asked at a fixed rate over HTTP. The invented players never traded, so there are no
 * invariants to check.
 *
 * @param warmUp how long each question is asked, as fast as {@value #WARMING_CONNECTIONS} callers get answers, before it counts
 * @param window how long each question is asked
 */
record HttpBench(Stack stack, int players, Duration warmUp, Duration window, PrintWriter out) {

    private static final int ASKED_PER_SECOND = 200;
    private static final int TRADES_PER_SECOND = 200;
    private static final int CONNECTIONS = 64;
    private static final int WARMING_CONNECTIONS = 8;
    private static final int TRADERS = 1_000;
    private static final int ASSETS = 10;
    private static final int OK = 200;

    private static final String INVENT = """
            insert into leaderboard.player (account_id, partition, username, gems, trade_count, reached_at)
            select ('00000000-0000-4000-8000-' || lpad(to_hex(number), 12, '0'))::uuid, 0, 'invented-' || number,
                   power(random() * 30, 3)::bigint, 0, now() - random() * interval '365 days'
              from generate_series(0, ? - 1) as number
            """;

    Served run(Path home) throws SQLException, InterruptedException {
        try (CommandProducer producer = new CommandProducer(stack.kafkaClient(), "/gembourse/bench")) {
            Population population = Population.of(TRADERS, ASSETS);
            new Opening(Target.of(stack), out).of(population);
            Runnable trade = new Trades(population, producer, 42).each(Draw.UNIFORM);
            double empty = restart();
            say("writing %,d players into the table", players);
            stack.leaderboard().stop();
            invent();
            double full = restart();
            say("the service is ready after %.1f s, before it was after %.1f s", full, empty);
            AtomicBoolean done = new AtomicBoolean();
            Thread trading = Thread.ofPlatform().start(() -> trade(trade, done));
            try {
                say("warming up for %d s, then asking %d times per second", 2 * warmUp.toSeconds(), ASKED_PER_SECOND);
                HttpLoad warming = new HttpLoad(stack.leaderboard().port(), WARMING_CONNECTIONS);
                warming.closed(top(), warmUp).expectNoFailure();
                warming.closed(around(), warmUp).expectNoFailure();
                return new Served(
                        Machine.facts(home),
                        players,
                        empty,
                        full,
                        ASKED_PER_SECOND,
                        TRADES_PER_SECOND,
                        latency(first()),
                        latency(top()),
                        latency(around()));
            } finally {
                done.set(true);
                trading.join();
            }
        }
    }

    private Latency latency(Script question) throws InterruptedException {
        HttpLoad load = new HttpLoad(stack.leaderboard().port(), CONNECTIONS);
        return Latency.of(load.open(question, ASKED_PER_SECOND, window).expectNoFailure());
    }

    private static Script first() {
        return get(number -> "/v1/leaderboard?limit=1");
    }

    private static Script top() {
        return get(number -> "/v1/leaderboard?limit=100");
    }

    private Script around() {
        return get(number -> "/v1/leaderboard/accounts/" + invented(Crowd.any(number, players)) + "?around=5");
    }

    private static Script get(LongFunction<String> path) {
        return Script.of(
                (number, into) ->
                        into.ascii("GET ").ascii(path.apply(number)).ascii(" HTTP/1.1\r\nHost: 127.0.0.1\r\n\r\n"),
                (number, answer) -> answer.status() == OK);
    }

    private double restart() {
        stack.leaderboard().stop();
        long begin = System.nanoTime();
        stack.leaderboard().start();
        return (System.nanoTime() - begin) / 1e9;
    }

    private void invent() throws SQLException {
        try (Connection connection = DriverManager.getConnection(
                        stack.jdbcUrl("leaderboard"), stack.databaseUser(), stack.databasePassword());
                PreparedStatement insert = connection.prepareStatement(INVENT)) {
            insert.setInt(1, players);
            insert.executeUpdate();
            try (PreparedStatement analyze = connection.prepareStatement("vacuum analyze leaderboard.player")) {
                analyze.execute();
            }
        }
    }

    private static void trade(Runnable next, AtomicBoolean done) {
        try {
            Pacer pacer = Pacer.of(TRADES_PER_SECOND);
            while (!done.get()) {
                pacer.await(1);
                next.run();
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    private static UUID invented(int number) {
        return new UUID(0x4000, Long.MIN_VALUE | number);
    }

    private void say(String format, Object... arguments) {
        out.printf(format + "%n", arguments);
        out.flush();
    }
}
