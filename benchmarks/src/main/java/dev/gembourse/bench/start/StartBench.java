package dev.gembourse.bench.start;

import dev.gembourse.bench.http.HttpLoad;
import dev.gembourse.bench.invariant.Drained;
import dev.gembourse.bench.invariant.Finding;
import dev.gembourse.bench.invariant.Invariants;
import dev.gembourse.bench.invariant.Target;
import dev.gembourse.bench.load.Draw;
import dev.gembourse.bench.load.Opening;
import dev.gembourse.bench.load.Population;
import dev.gembourse.bench.load.TradeRequests;
import dev.gembourse.bench.load.Trades;
import dev.gembourse.bench.measure.Home;
import dev.gembourse.bench.measure.Machine;
import dev.gembourse.bench.measure.Memory;
import dev.gembourse.bench.measure.PrivateStack;
import dev.gembourse.bench.start.StartResult.Figure;
import dev.gembourse.stack.service.ServicePrograms;
import dev.gembourse.stack.supervisor.Stack;
import dev.gembourse.stack.supervisor.StackSettings;
import dev.gembourse.stack.supervisor.SupervisedPart;
import dev.gembourse.tools.client.CommandProducer;
import java.io.IOException;
import java.io.PrintWriter;
import java.sql.Connection;
import java.sql.SQLException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** Starts stacks, kills their parts while there is work to do, and takes the time. */
final class StartBench {

    private static final Duration DRAINING = Duration.ofMinutes(2);
    private static final Duration GLANCE = Duration.ofMillis(20);

    private final int rounds;
    private final int trades;
    private final boolean quick;
    private final PrintWriter out;
    private final Population population = Population.of(100, 5);
    private final List<Figure> figures = new ArrayList<>();

    /**
     * Starts nothing yet.
     *
     * @param trades how many are left to settle when a part is killed
     * @param quick whether to kill settlement alone instead of every part, one after the other
     */
    StartBench(int rounds, int trades, boolean quick, PrintWriter out) {
        this.rounds = rounds;
        this.trades = trades;
        this.quick = quick;
        this.out = out;
    }

    StartResult run() throws IOException, SQLException, InterruptedException {
        Map<String, String> machine = new LinkedHashMap<>();
        List<Finding> broken = new ArrayList<>();
        for (int round = 1; round <= rounds && broken.isEmpty(); round++) {
            try (Home home = Home.create()) {
                StackSettings settings = PrivateStack.in(home, quick);
                if (!quick) {
                    settings = settings.withPrograms(ServicePrograms.BUILT_AND_ARCHIVED); // as `up` has it
                    startForTheFirstTime(round, settings);
                }
                long begin = System.nanoTime();
                try (Stack stack = Stack.start(settings)) {
                    note(round, "start to ready", "s", since(begin));
                    broken.addAll(round(round, begin, stack));
                    try (Connection database = Target.of(stack).trading()) {
                        machine = Machine.facts(home.path(), database);
                    }
                }
            }
        }
        return new StartResult(machine, figures, broken);
    }

    /** Makes what later starts profit from: topics, tables and archives of classes, which services write when they end in order. */
    private void startForTheFirstTime(int round, StackSettings settings) {
        long begin = System.nanoTime();
        try (Stack _ = Stack.start(settings)) {
            note(round, "first start to ready", "s", since(begin));
        }
    }

    private List<Finding> round(int round, long begin, Stack stack) throws IOException, InterruptedException {
        Target target = Target.of(stack);
        new Opening(target, out).of(population);
        new HttpLoad(stack.gateway().port(), 1)
                .open(
                        new TradeRequests(population, "first-", stack.admin().authorization()).waiting(),
                        1,
                        Duration.ofSeconds(1))
                .expectNoFailure();
        note(round, "start to the first settled trade", "s", since(begin));
        for (SupervisedPart part : List.of(stack.processor(), stack.leaderboard(), stack.gateway())) {
            note(round, "resident after the start: " + part.name(), "MB", Memory.residentMegabytes(part.pid()));
        }
        try (CommandProducer producer = new CommandProducer(target.kafka(), "/gembourse/bench")) {
            Trades work = new Trades(population, producer, 42);
            for (SupervisedPart part :
                    quick ? List.of(stack.processor()) : stack.parts().reversed()) {
                work.place(trades, Draw.UNIFORM, count -> {});
                note(round, "kill -9 to ready and zero lag: " + part.name(), "s", recovery(part, target));
            }
        }
        return Invariants.check(target, DRAINING);
    }

    private static double recovery(SupervisedPart part, Target target) throws InterruptedException {
        int before = part.restarts();
        long begin = System.nanoTime();
        part.crash();
        while (part.restarts() == before || !part.isReady()) {
            if (since(begin) > DRAINING.toSeconds()) {
                throw new IllegalStateException("expected " + part.name() + " to be started again after it was killed");
            }
            Thread.sleep(GLANCE);
        }
        Drained.await(target, DRAINING);
        return since(begin);
    }

    private void note(int round, String name, String unit, double value) {
        figures.add(new Figure(round, name, unit, value));
        out.printf("round %d: %-55s %8.2f %s%n", round, name, value, unit);
        out.flush();
    }

    private static double since(long begin) {
        return (System.nanoTime() - begin) / 1e9;
    }
}
