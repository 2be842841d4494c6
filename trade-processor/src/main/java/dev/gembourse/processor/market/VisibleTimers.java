package dev.gembourse.processor.market;

import dev.gembourse.events.market.MarketEvent.PriceTicked;
import io.micrometer.core.instrument.MeterRegistry;
import io.micrometer.core.instrument.Timer;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.stream.DoubleStream;
import java.util.stream.IntStream;

/**
 * Times how long the price of a tick takes until settlement has it, and what of that each part of the way takes: {@code decided}
 * until the market begins the batch with it, {@code published} until the broker has the outcome, {@code followed} until
 * settlement has read it. The broker tells whole milliseconds. A fixed part of all ticks is timed, see {@link MarketView}.
 */
final class VisibleTimers implements MarketView.VisiblePrices {

    /** Of each decade: each about an eighth more than the one before. */
    private static final double[] STEPS = {
        1, 1.12, 1.25, 1.4, 1.6, 1.8, 2, 2.24, 2.5, 2.8, 3.15, 3.55, 4, 4.5, 5, 5.6, 6.3, 7.1, 8, 9
    };

    private static final Duration[] BOUNDS = IntStream.of(1_000, 10_000, 100_000, 1_000_000)
            .boxed()
            .flatMap(micros ->
                    DoubleStream.of(STEPS).mapToObj(step -> Duration.ofNanos(Math.round(micros * step * 1_000))))
            .toArray(Duration[]::new);

    private final InstantSource clock;
    private final Timer visible;
    private final Timer decided;
    private final Timer published;
    private final Timer followed;

    VisibleTimers(MeterRegistry meters, InstantSource clock) {
        this.clock = clock;
        this.visible = Timer.builder("gembourse.prices.visible")
                .description("from the moment a tick was accepted until settlement has its price")
                .serviceLevelObjectives(BOUNDS)
                .register(meters);
        this.decided = part(meters, "decided");
        this.published = part(meters, "published");
        this.followed = part(meters, "followed");
    }

    @Override
    public void visible(PriceTicked tick, Instant publishedAt) {
        Instant now = clock.instant();
        visible.record(Duration.between(tick.submittedAt(), now));
        decided.record(Duration.between(tick.submittedAt(), tick.occurredAt()));
        published.record(Duration.between(tick.occurredAt(), publishedAt));
        followed.record(Duration.between(publishedAt, now));
    }

    private static Timer part(MeterRegistry meters, String part) {
        return Timer.builder("gembourse.prices.visible.part")
                .description("what the parts of the way take until settlement has the price of a tick")
                .tag("part", part)
                .serviceLevelObjectives(BOUNDS)
                .register(meters);
    }
}
