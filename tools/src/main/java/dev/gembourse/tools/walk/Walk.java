package dev.gembourse.tools.walk;

import dev.gembourse.events.market.TickSource;
import dev.gembourse.events.value.Price;
import dev.gembourse.events.value.Symbol;
import dev.gembourse.tools.client.Answered;
import dev.gembourse.tools.client.Gateway;
import dev.gembourse.tools.client.Pacer;
import dev.gembourse.tools.client.TickBatch;
import dev.gembourse.tools.client.TickBatch.Tick;
import dev.gembourse.tools.feed.Totals;
import java.math.BigDecimal;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.random.RandomGenerator;
import java.util.random.RandomGeneratorFactory;

/** Tells the prices of walkers, all of them in every round, until it is stopped or its rounds are over. */
final class Walk {

    private static final int MOST_AVAILABLE = 1_000;

    private record Path(Symbol symbol, RandomWalk walk) {}

    private final Gateway gateway;
    private final TickBatch batch;
    private final RandomGenerator random;
    private final List<Path> paths = new ArrayList<>();
    private volatile boolean stopped;

    /** @param walkers whose start is known */
    Walk(Gateway gateway, TickSource source, List<Walker> walkers, long seed) {
        this.gateway = gateway;
        this.batch = new TickBatch(gateway, source);
        this.random = RandomGeneratorFactory.of("L64X128MixRandom").create(seed);
        for (Walker walker : walkers) {
            Price start = Objects.requireNonNull(walker.start());
            paths.add(new Path(walker.symbol(), new RandomWalk(start, walker.style(), random.nextLong())));
        }
    }

    Totals run(double roundsPerSecond, long rounds) throws InterruptedException {
        Totals totals = new Totals();
        Pacer pacer = Pacer.of(roundsPerSecond);
        for (long round = 0; round < rounds && !stopped; round++) {
            pacer.await(1);
            for (Answered answer : batch.tell(next(Instant.now().truncatedTo(ChronoUnit.MICROS)))) {
                totals.count(answer, gateway);
            }
        }
        return totals;
    }

    /** No tick is told from now on. */
    void stop() {
        stopped = true;
    }

    private List<Tick> next(Instant now) {
        return paths.stream()
                .map(path -> new Tick(
                        path.symbol(),
                        path.walk().next(),
                        BigDecimal.valueOf(1L + random.nextInt(MOST_AVAILABLE)),
                        now,
                        null))
                .toList();
    }
}
