package dev.gembourse.bench.endtoend;

import dev.gembourse.bench.endtoend.EndToEndResult.Bare;
import dev.gembourse.bench.endtoend.EndToEndResult.Latencies;
import dev.gembourse.bench.endtoend.EndToEndResult.Percentiles;
import dev.gembourse.bench.endtoend.EndToEndResult.Sustained;
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
import dev.gembourse.stack.supervisor.Stack;
import java.io.PrintWriter;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.SQLException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * Measures the whole way of single trades over REST: latencies at fixed rates, and the highest rate at which settlement and
 * board keep up. One request in twenty goes on until the trade is on the board.
 */
final class EndToEndBench {

    private static final Duration DRAINING = Duration.ofMinutes(5);
    private static final double KEEPS_UP_WITHIN_SECONDS = 1;
    private static final double ACCEPTED = 0.98;

    private final Stack stack;
    private final EndToEndSettings settings;
    private final PrintWriter out;
    private final EndToEndReport report;
    private final Target target;
    private final Population population;
    private int loads;

    EndToEndBench(Stack stack, EndToEndSettings settings, PrintWriter out) {
        this.stack = stack;
        this.settings = settings;
        this.out = out;
        this.report = new EndToEndReport(out);
        this.target = Target.of(stack);
        this.population = Population.of(settings.accounts(), settings.assets());
    }

    EndToEndResult run(Path home) throws SQLException, InterruptedException {
        new Opening(target, out).of(population);
        List<Latencies> latencies = new ArrayList<>();
        List<Bare> bare = new ArrayList<>();
        List<Sustained> highest = new ArrayList<>();
        List<Finding> broken = new ArrayList<>();
        try (BareLimit limit = settings.besideBare() ? new BareLimit(stack, home, settings, population) : null;
                Connection database = target.trading()) {
            warmUp(limit);
            for (int number = 1; number <= settings.rounds() && broken.isEmpty(); number++) {
                for (int rate : settings.rates()) {
                    atRate(number, rate, latencies, bare, limit);
                }
                Sustained best = climb(number);
                report.print(best);
                highest.add(best);
                if (best.rate() > 0) {
                    atRate(number, best.rate() / 2.0, latencies, bare, limit);
                }
                out.println("checking the invariants");
                out.flush();
                broken.addAll(Invariants.check(target, DRAINING));
            }
            return new EndToEndResult(
                    Machine.facts(home, database), latencies, bare, Ratio.of(latencies, bare), highest, broken);
        }
    }

    /** Not in the wake of what was before: all tables are vacuumed. */
    private void atRate(int round, double rate, List<Latencies> latencies, List<Bare> bare, @Nullable BareLimit limit)
            throws SQLException, InterruptedException {
        Tidying.of(stack);
        Latencies measured = latencies(round, rate);
        report.print(measured);
        latencies.add(measured);
        if (limit != null) {
            Drained.await(target, DRAINING);
            Tidying.of(stack);
            Bare beside = limit.measure(round, rate);
            report.print(beside);
            bare.add(beside);
        }
    }

    private void warmUp(@Nullable BareLimit limit) throws SQLException, InterruptedException {
        if (limit != null) {
            out.printf(
                    "warming up the bare pipeline for %d s%n",
                    2 * settings.warmUp().toSeconds());
            out.flush();
            limit.warmUp();
        }
        out.printf("warming up for %d s%n", 2 * settings.warmUp().toSeconds());
        out.flush();
        HttpLoad load = new HttpLoad(stack.gateway().port(), settings.connections());
        load.closed(requests().single(), settings.warmUp()).expectNoFailure();
        Drained.await(target, DRAINING);
        load.closed(requests().untilRanked(), settings.warmUp()); // slow at first: some may not be answered in time
        Drained.await(target, DRAINING);
    }

    /** The last rate at which everything keeps up; 0 when the first is too much already. A hiccup is forgiven: twice is too much. */
    private Sustained climb(int round) throws InterruptedException {
        Sustained best = null;
        Sustained next = sustainAtSecondTry(round, settings.step());
        while (next != null) {
            best = next;
            int rate = best.rate() + settings.step();
            next = rate > settings.most() ? null : sustainAtSecondTry(round, rate);
        }
        if (best == null) {
            out.printf("round %d: not even %,d trades/s were sustained%n", round, settings.step());
            return new Sustained(round, 0, 0, 0, Map.of());
        }
        return best;
    }

    private @Nullable Sustained sustainAtSecondTry(int round, int rate) throws InterruptedException {
        Sustained first = sustain(round, rate);
        return first == null ? sustain(round, rate) : first;
    }

    private @Nullable Sustained sustain(int round, int rate) throws InterruptedException {
        HttpLoad load = new HttpLoad(stack.gateway().port(), settings.connections());
        CpuMeter cpu = CpuMeter.of(stack.parts());
        Measured measured = load.open(requests().single(), rate, settings.window());
        long begin = System.nanoTime();
        Drained.await(target, DRAINING);
        double drained = (System.nanoTime() - begin) / 1e9;
        boolean keepsUp =
                measured.failed() == 0 && measured.perSecond() >= ACCEPTED * rate && drained <= KEEPS_UP_WITHIN_SECONDS;
        out.printf(
                "         %,d/s: %,.0f/s accepted, %s, all on the board after %.2f s%s%n",
                rate, measured.perSecond(), measured.latencies(), drained, keepsUp ? "" : ": too much");
        out.flush();
        return keepsUp
                ? new Sustained(round, rate, measured.perSecond(), drained, cpu.microsPer(measured.done()))
                : null;
    }

    private Latencies latencies(int round, double rate) throws InterruptedException {
        FixedRate.Window window = new FixedRate(
                        stack.gateway().port(), settings.connections(), settings.window(), stack.parts())
                .run(rate, requests().waiting(), requests().untilRanked());
        return new Latencies(
                round, rate, Percentiles.of(window.most()), Percentiles.of(window.others()), window.cpuMicros());
    }

    private TradeRequests requests() {
        return new TradeRequests(population, "e" + loads++ + "-", stack.admin().authorization());
    }
}
