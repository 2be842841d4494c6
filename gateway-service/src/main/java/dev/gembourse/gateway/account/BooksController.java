package dev.gembourse.gateway.account;

import dev.gembourse.events.value.AccountId;
import dev.gembourse.events.value.StreamPosition;
import dev.gembourse.events.value.Symbol;
import dev.gembourse.events.value.Unit;
import dev.gembourse.events.view.Listing;
import dev.gembourse.events.view.PortfolioView;
import dev.gembourse.events.view.PositionView;
import dev.gembourse.events.view.TradeView;
import dev.gembourse.gateway.access.Access;
import dev.gembourse.gateway.access.Rule;
import dev.gembourse.gateway.upstream.Paging;
import dev.gembourse.gateway.upstream.Processor;
import dev.gembourse.gateway.upstream.TimeRange;
import io.swagger.v3.oas.annotations.Operation;
import io.swagger.v3.oas.annotations.tags.Tag;
import java.time.Instant;
import org.jspecify.annotations.Nullable;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.bind.annotation.RestController;

/** Shows what is in an account and what was traded. */
@Tag(name = "Books")
@RestController
@RequestMapping("/v1/accounts/{accountId}")
class BooksController {

    private static final int ORDINARY_PAGE = 50;
    private static final int LARGEST_PAGE = 500;

    private final Processor processor;

    BooksController(Processor processor) {
        this.processor = processor;
    }

    @Operation(
            summary = "List trades, newest first",
            description =
                    "In a range of time (both ends inclusive), of one asset or of all. A page may have fewer trades than asked for, or none; only the last has no nextCursor.")
    @Access(Rule.READ)
    @GetMapping("/trades")
    Listing<TradeView> trades(
            @PathVariable AccountId accountId,
            @RequestParam(required = false) @Nullable Symbol symbol,
            @RequestParam(required = false) @Nullable Instant from,
            @RequestParam(required = false) @Nullable Instant to,
            @RequestParam(required = false) @Nullable String cursor,
            @RequestParam(required = false) @Nullable Integer limit,
            @RequestParam(name = "at-least", required = false) @Nullable StreamPosition atLeast) {
        return processor.trades(accountId, symbol, TimeRange.of(from, to), page(cursor, limit), atLeast);
    }

    @Operation(summary = "List positions")
    @Access(Rule.READ)
    @GetMapping("/positions")
    Listing<PositionView> positions(
            @PathVariable AccountId accountId,
            @RequestParam(required = false) @Nullable String cursor,
            @RequestParam(required = false) @Nullable Integer limit,
            @RequestParam(name = "at-least", required = false) @Nullable StreamPosition atLeast) {
        return processor.positions(accountId, page(cursor, limit), atLeast);
    }

    @Operation(summary = "Show a position")
    @Access(Rule.READ)
    @GetMapping("/positions/{symbol}")
    PositionView position(
            @PathVariable AccountId accountId,
            @PathVariable Symbol symbol,
            @RequestParam(name = "at-least", required = false) @Nullable StreamPosition atLeast) {
        return processor.position(accountId, symbol, atLeast);
    }

    @Operation(
            summary = "Show what an account is worth",
            description =
                    "In each currency for itself: nothing is converted. Virtual units are no cash: they stand in the account's"
                            + " wallets, and here only where they are asked for or positions are priced in them.")
    @Access(Rule.READ)
    @GetMapping("/portfolio")
    PortfolioView portfolio(
            @PathVariable AccountId accountId,
            @RequestParam(required = false) @Nullable Unit currency,
            @RequestParam(name = "at-least", required = false) @Nullable StreamPosition atLeast) {
        return processor.portfolio(accountId, currency, atLeast);
    }

    private static Paging page(@Nullable String cursor, @Nullable Integer limit) {
        return Paging.of(cursor, limit, ORDINARY_PAGE, LARGEST_PAGE);
    }
}
