package dev.gembourse.processor.query;

import dev.gembourse.events.market.UnitDefinition;
import dev.gembourse.events.value.AccountId;
import dev.gembourse.events.value.StreamPosition;
import dev.gembourse.events.value.Symbol;
import dev.gembourse.events.value.Unit;
import dev.gembourse.events.view.ClosedLotView;
import dev.gembourse.events.view.Listing;
import dev.gembourse.events.view.PortfolioHistoryView;
import dev.gembourse.events.view.SummaryView;
import dev.gembourse.processor.market.MarketView;
import dev.gembourse.processor.problem.Problem;
import java.time.Instant;
import java.time.InstantSource;
import java.time.temporal.ChronoUnit;
import org.jspecify.annotations.Nullable;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.bind.annotation.RestController;

/** What an account has made of its money, from the projection, which may be behind: {@code at-least} waits for it. */
@RestController
class PerformanceController {

    private final Accounts accounts;
    private final MarketView market;
    private final Projection projection;
    private final Summaries summaries;
    private final PortfolioHistory history;
    private final ClosedLots closedLots;
    private final JournalTimes times;
    private final InstantSource clock;

    PerformanceController(
            Accounts accounts,
            MarketView market,
            Projection projection,
            Summaries summaries,
            PortfolioHistory history,
            ClosedLots closedLots,
            JournalTimes times,
            InstantSource clock) {
        this.accounts = accounts;
        this.market = market;
        this.projection = projection;
        this.summaries = summaries;
        this.history = history;
        this.closedLots = closedLots;
        this.times = times;
        this.clock = clock;
    }

    @GetMapping("/v1/accounts/{accountId}/summary")
    SummaryView summary(
            @PathVariable AccountId accountId,
            @RequestParam(defaultValue = "USD") Unit currency,
            @RequestParam(name = "at-least", required = false) @Nullable StreamPosition atLeast) {
        StoredAccount account = accounts.get(accountId);
        int scale = scaleOf(currency);
        return projection.read(account.partition(), atLeast, () -> summaries.of(accountId, currency, scale));
    }

    @GetMapping("/v1/accounts/{accountId}/portfolio/history")
    PortfolioHistoryView history(
            @PathVariable AccountId accountId,
            @RequestParam(required = false) @Nullable String period,
            @RequestParam(required = false) @Nullable String from,
            @RequestParam(required = false) @Nullable String to,
            @RequestParam(defaultValue = "1d") String interval,
            @RequestParam(defaultValue = "USD") Unit currency,
            @RequestParam(name = "at-least", required = false) @Nullable StreamPosition atLeast) {
        TimeRange range = TimeRange.of(from, to);
        StoredAccount account = accounts.get(accountId);
        int scale = scaleOf(currency);
        return projection.read(account.partition(), atLeast, () -> {
            Instant now = clock.instant().truncatedTo(ChronoUnit.MICROS);
            return history.of(
                    accountId, currency, scale, Moments.of(period, range, interval, account.createdAt(), now));
        });
    }

    @GetMapping("/v1/accounts/{accountId}/closed-lots")
    Listing<ClosedLotView> closedLots(
            @PathVariable AccountId accountId,
            @RequestParam(required = false) @Nullable Symbol symbol,
            @RequestParam(required = false) @Nullable String from,
            @RequestParam(required = false) @Nullable String to,
            @RequestParam(required = false) @Nullable String cursor,
            @RequestParam(defaultValue = Page.DEFAULT) int limit,
            @RequestParam(name = "at-least", required = false) @Nullable StreamPosition atLeast) {
        Page page = Page.of(limit);
        TimeRange range = TimeRange.of(from, to);
        Place after = Page.from(cursor, Place::of);
        StoredAccount account = accounts.get(accountId);
        return projection.read(
                account.partition(),
                atLeast,
                () -> closedLots
                        .newestFirst(accountId, symbol, times.stretch(account.partition(), range), after, page.limit())
                        .listing(page, Place::toString));
    }

    private int scaleOf(Unit currency) {
        UnitDefinition definition = market.units().find(currency);
        if (definition == null) {
            throw Problem.badParameter("currency", "expected a currency or virtual unit but got " + currency);
        }
        return definition.scale();
    }
}
