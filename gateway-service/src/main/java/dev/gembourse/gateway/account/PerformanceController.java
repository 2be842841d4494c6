package dev.gembourse.gateway.account;

import dev.gembourse.events.value.AccountId;
import dev.gembourse.events.value.StreamPosition;
import dev.gembourse.events.value.Symbol;
import dev.gembourse.events.value.Unit;
import dev.gembourse.events.view.ClosedLotView;
import dev.gembourse.events.view.Listing;
import dev.gembourse.events.view.PortfolioHistoryView;
import dev.gembourse.events.view.SummaryView;
import dev.gembourse.gateway.access.Access;
import dev.gembourse.gateway.access.Rule;
import dev.gembourse.gateway.problem.ProblemException;
import dev.gembourse.gateway.upstream.Paging;
import dev.gembourse.gateway.upstream.Processor;
import dev.gembourse.gateway.upstream.TimeRange;
import io.swagger.v3.oas.annotations.Operation;
import io.swagger.v3.oas.annotations.Parameter;
import io.swagger.v3.oas.annotations.media.Schema;
import io.swagger.v3.oas.annotations.tags.Tag;
import java.time.Instant;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.bind.annotation.RestController;

/** Shows what an account has made of its money. These follow a trade within a tenth of a second or so; at-least waits for it. */
@Tag(name = "Books")
@RestController
@RequestMapping("/v1/accounts/{accountId}")
class PerformanceController {

    private static final Set<String> PERIODS = Set.of("1d", "7d", "30d", "90d", "1y", "all");
    private static final Set<String> INTERVALS = Set.of("1h", "1d");

    private final Processor processor;

    PerformanceController(Processor processor) {
        this.processor = processor;
    }

    @Operation(
            summary = "Show what an account has made of its money",
            description =
                    "In one currency, USD unless told otherwise: equity, results, fees, and how many closed trades have won. A trade that was taken back counts no more.")
    @Access(Rule.READ)
    @GetMapping("/summary")
    SummaryView summary(
            @PathVariable AccountId accountId,
            @RequestParam(required = false) @Nullable Unit currency,
            @RequestParam(name = "at-least", required = false) @Nullable StreamPosition atLeast) {
        return processor.summary(accountId, currency, atLeast);
    }

    @Operation(
            summary = "Show how equity has come about",
            description =
                    "For a period that ends now, 30d unless told otherwise, or from one time to another: full hours or days in UTC, the first being that in which the range begins, and at last now if the range goes on till now; at most 1000 points. start + deposits + realised + unrealised - fees = end, exactly.")
    @Access(Rule.READ)
    @GetMapping("/portfolio/history")
    PortfolioHistoryView history(
            @PathVariable AccountId accountId,
            @Parameter(schema = @Schema(allowableValues = {"1d", "7d", "30d", "90d", "1y", "all"}))
                    @RequestParam(required = false)
                    @Nullable
                    String period,
            @RequestParam(required = false) @Nullable Instant from,
            @RequestParam(required = false) @Nullable Instant to,
            @Parameter(schema = @Schema(allowableValues = {"1h", "1d"})) @RequestParam(required = false) @Nullable
                    String interval,
            @RequestParam(required = false) @Nullable Unit currency,
            @RequestParam(name = "at-least", required = false) @Nullable StreamPosition atLeast) {
        if (period != null && !PERIODS.contains(period)) {
            throw ProblemException.badParameter("period", "expected 1d, 7d, 30d, 90d, 1y or all");
        }
        if (interval != null && !INTERVALS.contains(interval)) {
            throw ProblemException.badParameter("interval", "expected 1h or 1d");
        }
        return processor.history(accountId, period, TimeRange.of(from, to), interval, currency, atLeast);
    }

    @Operation(
            summary = "List closed lots, the last closed first",
            description =
                    "What one trade has opened and another closed, the oldest lot first, in a range of time of the closing (both ends inclusive). A page may have fewer lots than asked for, or none; only the last has no nextCursor.")
    @Access(Rule.READ)
    @GetMapping("/closed-lots")
    Listing<ClosedLotView> closedLots(
            @PathVariable AccountId accountId,
            @RequestParam(required = false) @Nullable Symbol symbol,
            @RequestParam(required = false) @Nullable Instant from,
            @RequestParam(required = false) @Nullable Instant to,
            @RequestParam(required = false) @Nullable String cursor,
            @RequestParam(required = false) @Nullable Integer limit,
            @RequestParam(name = "at-least", required = false) @Nullable StreamPosition atLeast) {
        return processor.closedLots(
                accountId, symbol, TimeRange.of(from, to), Paging.of(cursor, limit, 50, 500), atLeast);
    }
}
