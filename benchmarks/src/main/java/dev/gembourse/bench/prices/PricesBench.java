package dev.gembourse.bench.prices;

import dev.gembourse.bench.http.HttpLoad;
import dev.gembourse.bench.http.Measured;
import dev.gembourse.bench.invariant.Drained;
import dev.gembourse.bench.invariant.Finding;
import dev.gembourse.bench.invariant.Invariants;
import dev.gembourse.bench.invariant.Target;
import dev.gembourse.bench.load.Opening;
import dev.gembourse.bench.load.Population;
import dev.gembourse.bench.load.TradeRequests;
import dev.gembourse.bench.measure.CpuMeter;
import dev.gembourse.bench.measure.Machine;
import dev.gembourse.bench.measure.Tidying;
import dev.gembourse.bench.prices.PricesResult.Window;
import dev.gembourse.stack.supervisor.Stack;
import java.io.PrintWriter;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.SQLException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;

/** Measures trades at a fixed rate by turns with and without ticks of many assets beside them. */
final class PricesBench {

    private static final Duration DRAINING = Duration.ofMinutes(5);
    private static final int CONNECTIONS = 64;
    private static final int CONNECTIONS_OF_TICKS = 16;

    private final Stack stack;
    private final PricesSettings settings;
    private final PrintWriter out;
    private final Target target;
    private final Population population;
    private int loads;

    PricesBench(Stack stack, PricesSettings settings, PrintWriter out) {
        this.stack = stack;
        this.settings = settings;
        this.out = out;
        this.target = Target.of(stack);
        this.population = Population.of(settings.accounts(), settings.assets());
    }

    PricesResult run(Path home) throws SQLException, InterruptedException {
        new Opening(target, out).of(population);
        List<Window> windows = new ArrayList<>();
        List<Finding> broken = new ArrayList<>();
        try (Connection database = target.trading()) {
            warmUp();
            for (int round = 1; round <= settings.rounds() && broken.isEmpty(); round++) {
                boolean ticksFirst = round % 2 == 0;
                add(windows, window(round, ticksFirst));
                add(windows, window(round, !ticksFirst));
                out.println("checking the invariants");
                out.flush();
                broken.addAll(Invariants.check(target, DRAINING));
            }
            return new PricesResult(Machine.facts(home, database), windows, broken);
        }
    }

    private void warmUp() throws InterruptedException {
        out.printf("warming up for %d s%n", settings.warmUp().toSeconds());
        out.flush();
        Duration half = settings.warmUp().dividedBy(2);
        load(CONNECTIONS).closed(trades().single(), half).expectNoFailure();
        Drained.await(target, DRAINING);
        CompletableFuture<Measured> ticks = ticksBeside(half);
        load(CONNECTIONS).open(trades().waiting(), settings.trades(), half); // slow at first: some may not be in time
        ticks.join();
        Drained.await(target, DRAINING);
    }

    private Window window(int round, boolean withTicks) throws SQLException, InterruptedException {
        Tidying.of(stack);
        VisibleTime visible = withTicks ? VisibleTime.of(stack) : null;
        CpuMeter cpu = CpuMeter.of(stack.parts());
        CompletableFuture<Measured> beside = withTicks ? ticksBeside(settings.window()) : null;
        Measured trades = load(CONNECTIONS + settings.trades())
                .open(trades().waiting(), settings.trades(), settings.window())
                .expectNoFailure();
        Measured ticks = beside == null ? null : beside.join().expectNoFailure();
        Map<String, Double> micros = cpu.microsPer(settings.window().toSeconds());
        Drained.await(target, DRAINING);
        return new Window(
                round,
                ticks == null ? 0 : ticks.perSecond() * settings.assets(),
                trades.millisAt(50),
                trades.millisAt(99),
                visible == null ? null : visible.taken(),
                micros);
    }

    private CompletableFuture<Measured> ticksBeside(Duration window) {
        TickRequests requests = new TickRequests(
                population.symbols(), "bench-" + loads++, stack.admin().authorization());
        return CompletableFuture.supplyAsync(() -> {
            try {
                return load(CONNECTIONS_OF_TICKS).open(requests.ofAll(), settings.ticksPerAsset(), window);
            } catch (InterruptedException e) {
                Thread.currentThread().interrupt();
                throw new CompletionException(e);
            }
        });
    }

    private HttpLoad load(int connections) {
        return new HttpLoad(stack.gateway().port(), connections);
    }

    private TradeRequests trades() {
        return new TradeRequests(population, "p" + loads++ + "-", stack.admin().authorization());
    }

    private void add(List<Window> windows, Window window) {
        windows.add(window);
        VisibleTime.Taken visible = window.visible();
        out.printf(
                "round %d: %,6.0f ticks/s: trades p50 %.1f, p99 %.1f ms%s, %.2f of a core%n",
                window.round(),
                window.ticksPerSecond(),
                window.p50(),
                window.p99(),
                visible == null
                        ? ""
                        : ", prices visible p50 %.1f, p99 %.1f ms"
                                .formatted(
                                        visible.visible().p50(),
                                        visible.visible().p99()),
                window.cpuOfAll() / 1e6);
        out.flush();
    }
}
