package dev.gembourse.processor.query;

import dev.gembourse.events.market.CandleInterval;
import dev.gembourse.events.value.StreamPosition;
import dev.gembourse.events.value.Symbol;
import dev.gembourse.events.view.CandleView;
import dev.gembourse.events.view.Listing;
import dev.gembourse.events.view.PageView;
import dev.gembourse.events.view.StatisticsView;
import dev.gembourse.events.view.TapeView;
import dev.gembourse.events.view.TickView;
import dev.gembourse.processor.market.MarketView;
import dev.gembourse.processor.problem.Problem;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.bind.annotation.RestController;

/** What prices of an asset were. */
@RestController
class PriceController {

    private static final int MOST_CANDLES = 5_000;
    private static final int NEWEST_TRADES = 5;

    private final MarketView market;
    private final QuerySettings settings;
    private final PastPrices prices;
    private final Tape tape;
    private final Projection projection;

    PriceController(MarketView market, QuerySettings settings, PastPrices prices, Tape tape, Projection projection) {
        this.market = market;
        this.settings = settings;
        this.prices = prices;
        this.tape = tape;
        this.projection = projection;
    }

    @GetMapping("/v1/assets/{symbol}/candles")
    Listing<CandleView> candles(
            @PathVariable Symbol symbol,
            @RequestParam String interval,
            @RequestParam(required = false) @Nullable String from,
            @RequestParam(required = false) @Nullable String to,
            @RequestParam(required = false) @Nullable String cursor,
            @RequestParam(defaultValue = "500") int limit,
            @RequestParam(name = "at-least", required = false) @Nullable StreamPosition atLeast) {
        CandleInterval length = interval(interval);
        TimeRange range = TimeRange.of(from, to);
        Long after = Page.from(cursor, Long::valueOf);
        if (limit < 1 || limit > MOST_CANDLES) {
            throw Problem.badParameter("limit", "expected a number from 1 to " + MOST_CANDLES + " but got " + limit);
        }
        require(symbol, atLeast);
        List<CandleView> found = prices.candles(symbol, length, range, after, limit + 1);
        boolean more = found.size() > limit;
        List<CandleView> shown = more ? found.subList(0, limit) : found;
        return new Listing<>(
                shown,
                new PageView(
                        limit, more ? String.valueOf(shown.getLast().start().getEpochSecond()) : null));
    }

    @GetMapping("/v1/assets/{symbol}/ticks")
    Listing<TickView> ticks(
            @PathVariable Symbol symbol,
            @RequestParam(required = false) @Nullable String from,
            @RequestParam(required = false) @Nullable String to,
            @RequestParam(required = false) @Nullable String cursor,
            @RequestParam(defaultValue = Page.DEFAULT) int limit,
            @RequestParam(name = "at-least", required = false) @Nullable StreamPosition atLeast) {
        Page page = Page.of(limit);
        TimeRange range = TimeRange.of(from, to);
        StoredTick.Key before = Page.from(cursor, StoredTick.Key::of);
        require(symbol, atLeast);
        return page.of(
                prices.ticks(symbol, range, before, page.rows()),
                StoredTick::view,
                tick -> tick.key().toString());
    }

    @GetMapping("/v1/assets/{symbol}/statistics")
    StatisticsView statistics(
            @PathVariable Symbol symbol,
            @RequestParam(required = false) @Nullable String from,
            @RequestParam(required = false) @Nullable String to,
            @RequestParam(name = "at-least", required = false) @Nullable StreamPosition atLeast) {
        TimeRange range = TimeRange.of(from, to);
        require(symbol, atLeast);
        return prices.statistics(symbol, range, tape.newest(symbol, range, NEWEST_TRADES));
    }

    /** @param atLeast an event of {@code trading.events.v1}, unlike that of prices */
    @GetMapping("/v1/assets/{symbol}/trades")
    List<TapeView> trades(
            @PathVariable Symbol symbol,
            @RequestParam(required = false) @Nullable String from,
            @RequestParam(required = false) @Nullable String to,
            @RequestParam(defaultValue = Page.DEFAULT) int limit,
            @RequestParam(name = "at-least", required = false) @Nullable StreamPosition atLeast) {
        Page page = Page.of(limit);
        TimeRange range = TimeRange.of(from, to);
        require(symbol, null);
        projection.require(atLeast);
        return tape.newest(symbol, range, page.limit());
    }

    private static CandleInterval interval(String text) {
        try {
            return CandleInterval.of(text);
        } catch (IllegalArgumentException e) {
            throw Problem.badParameter("interval", String.valueOf(e.getMessage()));
        }
    }

    /** What the market's journal has told is committed; so is what a view has heard from it. */
    private void require(Symbol symbol, @Nullable StreamPosition atLeast) {
        if (atLeast != null && !market.awaitApplied(atLeast, settings.positionWait())) {
            throw Problem.notYetApplied("the market has not been followed up to " + atLeast + " yet");
        }
        if (market.of(symbol) == null) {
            throw Problem.notFound("ASSET", symbol);
        }
    }
}
