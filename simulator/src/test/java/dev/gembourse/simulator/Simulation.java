package dev.gembourse.simulator;

import dev.gembourse.events.wire.Topics;
import dev.gembourse.exactlyonce.EngineSettings;
import dev.gembourse.exactlyonce.SimulatedEngine;
import dev.gembourse.exactlyonce.Stage;
import dev.gembourse.follow.Followed;
import dev.gembourse.leaderboard.award.AwardStage;
import dev.gembourse.processor.market.MarketStage;
import dev.gembourse.processor.market.MarketView;
import dev.gembourse.processor.settlement.SettlementSettings;
import dev.gembourse.processor.settlement.TradingStage;
import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.AtomicReference;
import java.util.function.Function;
import java.util.function.Supplier;
import java.util.stream.IntStream;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.common.TopicPartition;
import org.jspecify.annotations.Nullable;

/**
 * One history: two instances of each service settle what the gateway sends while things go wrong; then nothing goes wrong any
 * more, everything comes to rest, and the invariants must hold.
 */
final class Simulation {

    private static final int COMMANDS = 45;
    private static final int INSTANCES = 2;
    private static final int TURNS_AFTER_LAST_COMMAND = 200;
    private static final Duration REST = Duration.ofMinutes(10);
    private static final List<EngineSettings> SETTINGS =
            IntStream.range(0, 8).mapToObj(Simulation::settings).toList();
    private static final Map<String, String> STAGES = Map.of(
            Topics.TRADING_COMMANDS, "trading", Topics.MARKET_COMMANDS, "market", Topics.TRADING_EVENTS, "leaderboard");
    private static final SimpleMeterRegistry METERS = new SimpleMeterRegistry();

    private final World world;
    private final Log log;
    private final Database database;
    private final Workload workload;
    private final EngineSettings settings;
    private final EngineSettings trusting;
    private final boolean isolates;
    private final Map<String, Group> groups = new LinkedHashMap<>();
    private final List<Slot> slots = new ArrayList<>();
    private final AtomicInteger producers = new AtomicInteger();
    private long outageEnds;

    private Simulation(World world) {
        this.world = world;
        this.log = new Log(world);
        this.database = new Database(world);
        this.workload = new Workload(world, log, COMMANDS);
        int variant = world.below(SETTINGS.size());
        this.settings = SETTINGS.get(variant);
        this.isolates = variant % 2 == 1;
        // An event that is put aside changes what all later ones mean, so the leaderboard suspects nobody here.
        this.trusting = SETTINGS.get(variant - variant % 2);
        SettlementSettings settlement = new SettlementSettings(25, world.below(2) == 0 ? 3 : 1_000, Duration.ZERO);
        for (int i = 0; i < INSTANCES; i++) {
            slots.add(new Slot("trading-" + i, view -> {
                TradingStage stage = new TradingStage(view, settlement, METERS);
                return isolates ? new KillingStage(stage, world) : stage;
            }));
            slots.add(new Slot("market-" + i, view -> new MarketStage()));
            slots.add(new Slot("leaderboard-" + i, view -> new AwardStage(world.below(2) == 0 ? 1 : 1_000)));
        }
        for (String topic : List.of(Topics.TRADING_COMMANDS, Topics.MARKET_COMMANDS, Topics.TRADING_EVENTS)) {
            groups.put(topic, new Group(world, topic));
        }
    }

    /**
     * What became of a history.
     *
     * @param finding why it failed; null when it did not
     * @param digest differs, most likely, from that of another history
     */
    record Outcome(long seed, @Nullable String finding, List<String> lines, long steps, int digest) {}

    /** Runs the history of a seed on a thread of its own, since that is what switches between processes cheaply. */
    static Outcome run(long seed, boolean traced) {
        AtomicReference<Outcome> outcome = new AtomicReference<>();
        AtomicReference<Throwable> failure = new AtomicReference<>();
        Thread thread = Thread.ofVirtual().start(() -> {
            try {
                outcome.set(runHere(seed, traced));
            } catch (Throwable e) {
                failure.set(e);
            }
        });
        try {
            thread.join();
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException(e);
        }
        Outcome result = outcome.get();
        if (result == null) {
            throw new IllegalStateException("the simulator has failed at seed " + seed, failure.get());
        }
        return result;
    }

    /** What the history of a seed has brought to light; null when nothing. */
    static @Nullable String finding(long seed) {
        return run(seed, false).finding();
    }

    private static Outcome runHere(long seed, boolean traced) {
        World world = new World(seed, traced);
        String finding = null;
        try {
            Simulation simulation = new Simulation(world);
            simulation.disturbed();
            simulation.undisturbed();
            new Invariants(simulation.log, simulation.database, simulation.isolates).check();
        } catch (Findings.Broken e) {
            finding = e.getMessage();
        } finally {
            world.faults.end();
            world.end();
        }
        return new Outcome(seed, finding, world.lines(), world.steps(), world.digest());
    }

    private void disturbed() {
        int left = TURNS_AFTER_LAST_COMMAND;
        while (!workload.isDone() || left-- > 0) {
            if (world.below(5) < 2) {
                environment();
            }
            disturb();
            turn();
        }
    }

    private void undisturbed() {
        world.trace("from here on nothing goes wrong");
        world.faults.end();
        endOutage();
        long deadline = world.nanos() + REST.toNanos();
        int turns = 0;
        while (++turns % 20 != 0 || !isAtRest()) {
            Findings.require(world.nanos() < deadline, "I2: not at rest after %s: %s", REST, unrest());
            slots.forEach(Slot::startAgain);
            groups.values().forEach(Group::expireSilent);
            slots.forEach(Slot::follow);
            if (database.hasLimbo()) {
                database.resolveLimbo();
            }
            if (world.below(2) == 0) {
                log.move();
            }
            turn();
        }
    }

    /** One process goes on, any that can. */
    private void turn() {
        List<World.Task> ready = world.ready();
        if (ready.isEmpty()) {
            world.skip();
            return;
        }
        World.Task task = world.any(ready);
        world.run(task);
        Throwable failure = task.failure();
        if (failure instanceof Findings.Broken broken) {
            throw broken;
        }
        if (failure != null) {
            throw new IllegalStateException(task.name() + " has ended", failure);
        }
    }

    /** What goes on beside the engines. */
    private void environment() {
        switch (world.below(8)) {
            case 0 -> {
                if (!workload.isDone()) {
                    workload.next();
                }
            }
            case 1 -> {
                if (database.hasLimbo()) {
                    database.resolveLimbo();
                }
            }
            case 2 -> world.any(slots).follow();
            case 3 -> world.any(slots).startAgain();
            case 4 -> groups.values().forEach(Group::expireSilent);
            default -> log.move();
        }
    }

    private void disturb() {
        if (world.chance(world.faults.lull)) {
            world.lull();
        }
        if (world.chance(world.faults.rebalance)) {
            Group group = world.any(List.copyOf(groups.values()));
            if (world.below(2) == 0) {
                group.spread();
            } else {
                group.expireSomebody();
            }
        }
        if (outageEnds == 0 && world.chance(world.faults.outage)) {
            outageEnds = world.nanos() + TimeUnit.MILLISECONDS.toNanos(1L << world.below(15));
            if (world.below(2) == 0) {
                database.goAway(true);
            } else {
                log.goAway(true);
            }
        } else if (outageEnds > 0 && world.nanos() > outageEnds) {
            endOutage();
        }
    }

    private void endOutage() {
        outageEnds = 0;
        if (database.isAway()) {
            database.goAway(false);
        }
        if (log.isAway()) {
            log.goAway(false);
        }
    }

    private boolean isAtRest() {
        for (String topic : groups.keySet()) {
            for (int p = 0; p < Records.PARTITIONS; p++) {
                if (!isAtRest(topic, p)) {
                    return false;
                }
            }
        }
        return log.isQuiet() && !database.hasLimbo();
    }

    /** What is still to be done. */
    private List<String> unrest() {
        List<String> unrest = new ArrayList<>();
        if (!log.isQuiet()) {
            unrest.add("events are on their way");
        }
        if (database.hasLimbo()) {
            unrest.add("transactions are open");
        }
        for (String topic : groups.keySet()) {
            for (int p = 0; p < Records.PARTITIONS; p++) {
                if (!isAtRest(topic, p)) {
                    int end = log.records(new TopicPartition(topic, p)).size();
                    unrest.add("%s-%d ends at %d: %s".formatted(topic, p, end, progress(topic, p)));
                }
            }
        }
        return unrest;
    }

    private boolean isAtRest(String topic, int partition) {
        int end = log.records(new TopicPartition(topic, partition)).size();
        Row progress = progress(topic, partition);
        return progress == null
                ? end == 0
                : progress.number("next_offset") == end
                        && progress.number("published_seq") == progress.number("journal_seq");
    }

    private @Nullable Row progress(String topic, int partition) {
        return database.table(STAGES.get(topic) + ".progress").committed.get(List.of(topic, (long) partition));
    }

    /** An instance of a service, which is started again whenever it has died. */
    private final class Slot {

        private final String name;
        private final Function<MarketView, Stage<?, ?>> stages;
        private final Map<TopicPartition, Integer> followed = new HashMap<>();
        private MarketView view = new MarketView();
        private World.@Nullable Task task;
        private int lives;

        Slot(String name, Function<MarketView, Stage<?, ?>> stages) {
            this.name = name;
            this.stages = stages;
        }

        void startAgain() {
            World.Task before = task;
            if (before != null && !before.isOver()) {
                return;
            }
            view = new MarketView();
            followed.clear();
            Stage<?, ?> stage = stages.apply(view);
            String life = name + "#" + ++lives;
            List<Integer> mine = new ArrayList<>();
            Supplier<Runnable> engine = () -> SimulatedEngine.of(
                    world,
                    stage,
                    stage.inputIsJournal() ? trusting : settings,
                    SimulatedConnection.dataSource(world, database, stage.name()),
                    () -> SimulatedConsumer.of(world, log, group(stage), life, settings.maxBatchRecords() * 2),
                    () -> {
                        mine.add(producers.incrementAndGet());
                        return SimulatedProducer.of(world, log, mine.getLast());
                    },
                    Records.PARTITIONS,
                    log::isAway);
            World.Task started = world.start(life, engine.get());
            world.trace("%s starts", life);
            started.atDeath(() -> {
                mine.forEach(producer -> log.orphan(producer, false));
                database.abandon(started);
            });
            task = started;
        }

        /** The view of the market gets the next record, if this is an instance of settlement. */
        void follow() {
            if (!name.startsWith(TradingStage.NAME)) {
                return;
            }
            for (int p = 0; p < Records.PARTITIONS; p++) {
                TopicPartition place = new TopicPartition(Topics.MARKET_STATE, p);
                List<ConsumerRecord<byte[], byte[]>> records = log.records(place);
                int at = followed.getOrDefault(place, 0);
                if (at < records.size()) {
                    view.apply(new Followed(records.get(at)));
                    followed.put(place, at + 1);
                }
            }
        }
    }

    private Group group(Stage<?, ?> stage) {
        Group group = groups.get(stage.input().topic());
        if (group == null) {
            throw new IllegalStateException(
                    "expected a group for " + stage.input().topic());
        }
        return group;
    }

    /** Batches and windows of all sizes; in every other one, records under which a process seems to die are tried alone. */
    private static EngineSettings settings(int variant) {
        return EngineSettings.with(Map.of(
                "max-batch-records", List.of("1", "2", "3", "8").get(variant / 2),
                "max-unpublished", List.of("50", "1", "5", "20").get(variant / 2),
                "republish-rows", List.of("1", "3", "2", "10").get(variant / 2),
                "suspicious-takeovers", variant % 2 == 1 ? "3" : "1000000",
                "drain-timeout", "2s"));
    }
}
