package dev.gembourse.processor.query;

import dev.gembourse.events.value.AccountId;
import dev.gembourse.events.value.Symbol;
import dev.gembourse.events.view.Listing;
import dev.gembourse.events.view.TradeView;
import org.jspecify.annotations.Nullable;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.bind.annotation.RestController;

/** An account's trades, newest first. A page may have fewer than asked for, or none, and a next one all the same. */
@RestController
class TradeController {

    private final Accounts accounts;
    private final JournalTimes times;
    private final Trades trades;

    TradeController(Accounts accounts, JournalTimes times, Trades trades) {
        this.accounts = accounts;
        this.times = times;
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
        TimeRange range = TimeRange.of(from, to);
        Long after = Page.from(cursor, Long::valueOf);
        StoredAccount account = accounts.get(accountId);
        return trades.newestFirst(account, symbol, times.stretch(account.partition(), range), after, page.limit())
                .listing(page, String::valueOf);
    }
}
