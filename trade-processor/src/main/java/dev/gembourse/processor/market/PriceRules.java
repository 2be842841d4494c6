package dev.gembourse.processor.market;

import static dev.gembourse.events.market.MarketRefusal.CANDLES_CONFLICT;
import static dev.gembourse.events.market.MarketRefusal.TICK_FROM_FUTURE;
import static dev.gembourse.events.market.MarketRefusal.TICK_TOO_OLD;

import dev.gembourse.events.market.Asset;
import dev.gembourse.events.market.Candle;
import dev.gembourse.events.market.MarketCommand.ImportCandles;
import dev.gembourse.events.market.MarketCommand.PriceTick;
import dev.gembourse.events.market.MarketEvent;
import dev.gembourse.events.market.MarketEvent.CandlesImported;
import dev.gembourse.events.market.MarketEvent.PriceTicked;
import dev.gembourse.processor.price.PastPrices;
import dev.gembourse.processor.price.PastPrices.Newest;
import java.time.Duration;
import java.time.Instant;
import org.jspecify.annotations.Nullable;

/**
 * Decides what becomes of ticks and imported candles. The price of an asset is that of the tick that was taken last, but a source
 * never takes it back to what was before: a tick that comes late completes the past and changes nothing else.
 */
final class PriceRules {

    /** How far the clock of a source may be ahead of ours. */
    static final Duration AHEAD = Duration.ofMinutes(1);

    /** How much older than its source's newest a tick may be. Gateways that share a source's ticks can change their order. */
    static final Duration LATE = Duration.ofMinutes(1);

    private static final int TOLD = 5;

    private PriceRules() {}

    /** @param newest the source's newest tick, null when this is its first */
    static MarketEvent tick(Asset asset, PriceTick tick, @Nullable Newest newest, Instant now) {
        if (tick.time().isAfter(now.plus(AHEAD))) {
            String detail = "expected a time up to " + now.plus(AHEAD) + " but got " + tick.time();
            return AssetRules.refusal(tick, TICK_FROM_FUTURE, detail, now);
        }
        if (newest != null && tick.time().isBefore(newest.time().minus(LATE))) {
            String detail = "expected a time from " + newest.time().minus(LATE) + " on but got " + tick.time();
            return AssetRules.refusal(tick, TICK_TOO_OLD, detail, now);
        }
        boolean current = newest == null || !newest.isAfter(tick.time(), tick.sequence());
        return new PriceTicked(
                tick.operationId(),
                current ? after(asset, tick) : asset,
                tick.source(),
                tick.sequence(),
                tick.price(),
                tick.available(),
                tick.time(),
                current,
                tick.submittedAt(),
                now);
    }

    private static Asset after(Asset asset, PriceTick tick) {
        return new Asset(
                asset.symbol(),
                asset.name(),
                asset.currency(),
                tick.price(),
                asset.scale(),
                asset.status(),
                tick.time(),
                asset.currencyScale(),
                asset.maxPriceAgeSeconds(),
                tick.available(),
                asset.book());
    }

    static MarketEvent candles(ImportCandles wanted, PastPrices prices, Instant now) {
        int unchanged = 0;
        StringBuilder others = new StringBuilder();
        int conflicts = 0;
        for (Candle candle : wanted.candles()) {
            Candle known = prices.imported(wanted.symbol(), wanted.interval(), candle.start());
            if (candle.equals(known)) {
                unchanged++;
            } else if (known != null && conflicts++ < TOLD) {
                others.append(others.isEmpty() ? "" : ", ").append(candle.start());
            }
        }
        if (conflicts > 0) {
            String detail = "expected no other candles but there are %d, starting at %s%s"
                    .formatted(conflicts, others, conflicts > TOLD ? ", …" : "");
            return AssetRules.refusal(wanted, CANDLES_CONFLICT, detail, now);
        }
        return new CandlesImported(
                wanted.operationId(),
                wanted.symbol(),
                wanted.interval(),
                wanted.candles().getFirst().start(),
                wanted.candles().getLast().start(),
                wanted.candles().size() - unchanged,
                unchanged,
                now);
    }
}
