package dev.gembourse.simulator;

import dev.gembourse.exactlyonce.EngineSettings;
import dev.gembourse.leaderboard.award.AwardStage;
import dev.gembourse.processor.market.MarketStage;
import dev.gembourse.processor.portfolio.PortfolioSettings;
import dev.gembourse.processor.portfolio.PortfolioStage;
import dev.gembourse.processor.settlement.SettlementSettings;
import dev.gembourse.processor.settlement.TradingStage;
import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicReference;
import java.util.stream.IntStream;
import org.jspecify.annotations.Nullable;

/**
 * One history: two instances of each service settle what the gateway sends while things go wrong; then nothing goes wrong any
 * more, everything comes to rest, and the invariants must hold.
 */
final class Simulation {

    /** Many short histories find more than few long ones, but some things only come to pass in a long one. */
    private static final List<Integer> COMMANDS = List.of(8, 12, 16, 45);

    private static final int INSTANCES = 2;
    private static final int TURNS_AFTER_LAST_COMMAND = 200;
    private static final Duration LONGEST_REST = Duration.ofMinutes(10);
    private static final List<EngineSettings> SETTINGS =
            IntStream.range(0, 8).mapToObj(Simulation::settings).toList();
    private static final SimpleMeterRegistry METERS = new SimpleMeterRegistry();

    private final World world;
    private final Site site;
    private final Workload workload;
    private final boolean isolates;
    private final List<Instance> instances = new ArrayList<>();
    private final List<Instance> marketFollowers = new ArrayList<>();
    private long outageEnds;

    private Simulation(World world) {
        this.world = world;
        this.site = new Site(world);
        this.workload = new Workload(world, site.log, world.any(COMMANDS));
        int variant = world.below(SETTINGS.size());
        this.isolates = variant % 2 == 1;
        EngineSettings suspicious = SETTINGS.get(variant);
        // An event that is put aside changes what all later ones mean, so the leaderboard and the portfolios suspect
        // nobody here.
        EngineSettings trusting = SETTINGS.get(variant - variant % 2);
        SettlementSettings settlement = new SettlementSettings(25, world.below(2) == 0 ? 3 : 1_000, Duration.ZERO);
        int cachedPlayers = world.below(2) == 0 ? 1 : 1_000;
        PortfolioSettings portfolios = new PortfolioSettings(
                1, Duration.ZERO, world.below(2) == 0 ? 1 : 1_000, Duration.ofDays(7), Duration.ofDays(1));
        for (int i = 0; i < INSTANCES; i++) {
            Instance trading = new Instance(site, "trading-" + i, suspicious, view -> {
                TradingStage stage = new TradingStage(view, settlement, METERS);
                return isolates ? new KillingStage(stage, world) : stage;
            });
            instances.add(trading);
            marketFollowers.add(trading);
            instances.add(new Instance(site, "market-" + i, suspicious, view -> new MarketStage()));
            instances.add(new Instance(site, "leaderboard-" + i, trusting, view -> new AwardStage(cachedPlayers)));
            instances.add(new Instance(site, "portfolio-" + i, trusting, view -> new PortfolioStage(portfolios)));
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
            new Invariants(simulation.site.log, simulation.site.database, simulation.isolates).check();
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
        long deadline = world.nanos() + LONGEST_REST.toNanos();
        Rest rest = new Rest(site);
        int turns = 0;
        while (++turns % 20 != 0 || !rest.isReached()) {
            if (world.nanos() >= deadline) {
                throw new Findings.Broken("I2: not at rest after %s: %s".formatted(LONGEST_REST, rest.missing()));
            }
            instances.forEach(Instance::startAgain);
            site.groups().forEach(Group::expireSilent);
            marketFollowers.forEach(Instance::follow);
            if (site.database.hasLimbo()) {
                site.database.resolveLimbo();
            }
            if (world.below(2) == 0) {
                site.log.move();
            }
            turn();
        }
    }

    /** One process goes on, any that can. */
    private void turn() {
        List<Task> ready = world.ready();
        if (ready.isEmpty()) {
            world.skip();
            return;
        }
        Task task = world.any(ready);
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
                if (site.database.hasLimbo()) {
                    site.database.resolveLimbo();
                }
            }
            case 2 -> world.any(marketFollowers).follow();
            case 3 -> world.any(instances).startAgain();
            case 4 -> site.groups().forEach(Group::expireSilent);
            default -> site.log.move();
        }
    }

    private void disturb() {
        if (world.chance(world.faults.lull)) {
            world.lull();
        }
        if (world.chance(world.faults.rebalance)) {
            Group group = world.any(site.groups());
            if (world.below(2) == 0) {
                group.spread();
            } else {
                group.expireSomebody();
            }
        }
        if (outageEnds == 0 && world.chance(world.faults.outage)) {
            outageEnds = world.nanos() + TimeUnit.MILLISECONDS.toNanos(1L << world.below(15));
            if (world.below(2) == 0) {
                site.database.goAway(true);
            } else {
                site.log.goAway(true);
            }
        } else if (outageEnds > 0 && world.nanos() > outageEnds) {
            endOutage();
        }
    }

    private void endOutage() {
        outageEnds = 0;
        if (site.database.isAway()) {
            site.database.goAway(false);
        }
        if (site.log.isAway()) {
            site.log.goAway(false);
        }
    }

    /**
     * Batches and windows of all sizes; in every other one, records under which a process seems to die are tried alone. Where
     * batches are large most are small for that, and the consumer thread rests after each, for so long that there is news.
     */
    private static EngineSettings settings(int variant) {
        return EngineSettings.with(Map.of(
                "max-batch-records", List.of("1", "3", "8", "40").get(variant / 2),
                "max-unpublished", List.of("50", "1", "5", "100").get(variant / 2),
                "batch-interval", List.of("5ms", "5ms", "5ms", "50ms").get(variant / 2),
                "republish-rows", List.of("1", "3", "2", "10").get(variant / 2),
                "suspicious-takeovers", variant % 2 == 1 ? "3" : "1000000",
                "drain-timeout", "2s"));
    }
}
