package dev.gembourse.bench.portfolio;

import dev.gembourse.bench.http.HttpLoad;
import dev.gembourse.bench.http.Measured;
import dev.gembourse.bench.http.Script;
import dev.gembourse.bench.invariant.Drained;
import dev.gembourse.bench.invariant.Finding;
import dev.gembourse.bench.invariant.Invariants;
import dev.gembourse.bench.invariant.Target;
import dev.gembourse.bench.load.Draw;
import dev.gembourse.bench.load.Opening;
import dev.gembourse.bench.load.Population;
import dev.gembourse.bench.load.Trades;
import dev.gembourse.bench.measure.Machine;
import dev.gembourse.bench.measure.Tidying;
import dev.gembourse.bench.portfolio.PortfolioResult.Window;
import dev.gembourse.events.value.AccountId;
import dev.gembourse.stack.supervisor.Stack;
import dev.gembourse.tools.client.CommandProducer;
import java.io.PrintWriter;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.SQLException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;

/** Two accounts trade in the same assets, one of them much more; then both are read at the same rate by turns. */
final class PortfolioBench {

    /** What is asked for of an account, and the path of it. */
    static final List<String> READS = List.of("summary", "portfolio/history", "closed-lots");

    private static final Duration DRAINING = Duration.ofMinutes(10);
    private static final int PORTION = 50_000;
    private static final int CONNECTIONS = 64;
    private static final int OK = 200;

    private final Stack stack;
    private final PortfolioSettings settings;
    private final PrintWriter out;
    private final Target target;
    private final Population population;

    PortfolioBench(Stack stack, PortfolioSettings settings, PrintWriter out) {
        this.stack = stack;
        this.settings = settings;
        this.out = out;
        this.target = Target.of(stack);
        this.population = Population.of(2, settings.assets());
    }

    PortfolioResult run(Path home) throws SQLException, InterruptedException {
        new Opening(target, out).of(population);
        trade(0, settings.few());
        trade(1, settings.many());
        List<Window> windows = new ArrayList<>();
        for (int round = 0; round <= settings.rounds(); round++) {
            for (String read : READS) {
                boolean manyFirst = round % 2 == 0;
                add(windows, window(round, read, manyFirst));
                add(windows, window(round, read, !manyFirst));
            }
        }
        out.println("checking the invariants");
        out.flush();
        List<Finding> broken = Invariants.check(target, DRAINING);
        try (Connection database = target.trading()) {
            return new PortfolioResult(Machine.facts(home, database), windows, broken);
        }
    }

    private void trade(int account, int trades) throws InterruptedException {
        Population one = new Population(List.of(population.accounts().get(account)), population.symbols());
        try (CommandProducer producer = new CommandProducer(target.kafka(), "/gembourse/bench")) {
            Trades placed = new Trades(one, producer, account);
            for (int left = trades; left > 0; left -= PORTION) {
                placed.place(Math.min(left, PORTION), Draw.UNIFORM, ignored -> {});
                Drained.await(target, DRAINING);
                out.printf("%,d of %,d trades settled%n", trades - Math.max(0, left - PORTION), trades);
                out.flush();
            }
        }
    }

    private Window window(int round, String read, boolean many) throws SQLException, InterruptedException {
        Tidying.of(stack);
        AccountId account = population.accounts().get(many ? 1 : 0);
        Measured measured = new HttpLoad(stack.gateway().port(), CONNECTIONS)
                .open(asking("/v1/accounts/" + account + "/" + read), settings.rate(), settings.window())
                .expectNoFailure();
        return new Window(
                round, read, many ? settings.many() : settings.few(), measured.millisAt(50), measured.millisAt(99));
    }

    private Script asking(String path) {
        String request = "GET " + path + " HTTP/1.1\r\nHost: 127.0.0.1:8080\r\nAuthorization: "
                + stack.admin().authorization() + "\r\n\r\n";
        return Script.of((number, into) -> into.ascii(request), (number, answer) -> answer.status() == OK);
    }

    /** Round 0 warms up and does not count. */
    private void add(List<Window> windows, Window window) {
        if (window.round() > 0) {
            windows.add(window);
        }
        out.printf(
                "round %d: %-17s after %,7d trades: p50 %.2f, p99 %.2f ms%n",
                window.round(), window.read(), window.trades(), window.p50(), window.p99());
        out.flush();
    }
}
