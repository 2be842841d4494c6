package dev.gembourse.processor.query;

import dev.gembourse.events.value.AccountId;
import dev.gembourse.events.value.Symbol;
import dev.gembourse.events.view.Listing;
import dev.gembourse.events.view.TradeView;
import dev.gembourse.processor.problem.Problem;
import java.time.Instant;
import java.time.format.DateTimeParseException;
import org.jspecify.annotations.Nullable;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.bind.annotation.RestController;

/** An account's trades, newest first. */
@RestController
class TradeController {

    private final Accounts accounts;
    private final Trades trades;

    TradeController(Accounts accounts, Trades trades) {
        this.accounts = accounts;
        this.trades = trades;
    }

    @GetMapping("/v1/accounts/{accountId}/trades")
    Listing<TradeView> page(
            @PathVariable AccountId accountId,
            @RequestParam(required = false) @Nullable Symbol symbol,
            @RequestParam(required = false) @Nullable String from,
            @RequestParam(required = false) @Nullable String to,
            @RequestParam(required = false) @Nullable String cursor,
            @RequestParam(defaultValue = Page.DEFAULT) int limit) {
        Page page = Page.of(limit);
        Long before = Page.from(cursor, Long::valueOf);
        return page.of(
                trades.page(
                        accounts.get(accountId),
                        symbol,
                        time("from", from),
                        time("to", to),
                        before == null ? Long.MAX_VALUE : before,
                        page.rows()),
                Trades.BookedTrade::view,
                trade -> Long.toString(trade.seq()));
    }

    private static @Nullable Instant time(String name, @Nullable String text) {
        try {
            return text == null ? null : Instant.parse(text);
        } catch (DateTimeParseException e) {
            throw Problem.badParameter(name, "expected a time like 2026-03-01T12:00:00Z");
        }
    }
}
