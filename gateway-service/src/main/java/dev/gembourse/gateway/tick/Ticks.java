package dev.gembourse.gateway.tick;

import dev.gembourse.events.market.MarketCommand.PriceTick;
import dev.gembourse.events.market.TickSource;
import dev.gembourse.events.value.Price;
import dev.gembourse.events.value.Symbol;
import dev.gembourse.gateway.asset.Assets;
import dev.gembourse.gateway.problem.ProblemCode;
import dev.gembourse.gateway.problem.ProblemException;
import java.math.BigDecimal;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.concurrent.atomic.AtomicReference;
import java.util.function.Predicate;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;

/** Makes commands of ticks, whichever way they come. Thread-safe. */
@Component
public class Ticks {

    private static final Duration AHEAD = Duration.ofMinutes(1);

    private final Assets assets;
    private final Clock clock;
    private final AtomicReference<Instant> newest = new AtomicReference<>(Instant.EPOCH);

    Ticks(Assets assets, Clock clock) {
        this.assets = assets;
        this.clock = clock;
    }

    /** Whether there certainly is no such asset; may ask the processor. */
    public boolean isMissing(Symbol symbol) {
        return assets.isMissing(symbol);
    }

    /**
     * The command that tells a tick.
     *
     * @param sequence the source's number; null when it tells its ticks apart by their times
     * @param time by the source's clock; null for now, which is another time for each tick
     * @param isMissing whether there is no such asset
     * @throws ProblemException ASSET_NOT_FOUND or TICK_FROM_FUTURE; INVALID_REQUEST for a source that is nobody's
     */
    public PriceTick tick(
            Symbol symbol,
            TickSource source,
            @Nullable Long sequence,
            Price price,
            @Nullable BigDecimal available,
            @Nullable Instant time,
            Predicate<Symbol> isMissing) {
        if (source.equals(TickSource.HOUSE)) {
            throw ProblemException.badMember(
                    "/source", "expected another source than '" + source + "', of which the prices of operators are");
        }
        Instant now = clock.instant().truncatedTo(ChronoUnit.MILLIS);
        if (time != null && time.isAfter(now.plus(AHEAD))) {
            throw ProblemException.of(
                    ProblemCode.TICK_FROM_FUTURE, "expected a time of at most " + now.plus(AHEAD) + " but got " + time);
        }
        if (isMissing.test(symbol)) {
            throw ProblemException.of(ProblemCode.ASSET_NOT_FOUND, "there is no asset with symbol " + symbol);
        }
        return PriceTick.of(symbol, source, sequence, price, available, time == null ? fresh() : time, now);
    }

    /** A time that no other tick of this instance has. */
    private Instant fresh() {
        Instant now = clock.instant().truncatedTo(ChronoUnit.MICROS);
        return newest.updateAndGet(last -> now.isAfter(last) ? now : last.plus(1, ChronoUnit.MICROS));
    }
}
