package dev.gembourse.processor.query;

import dev.gembourse.events.value.AccountId;
import dev.gembourse.events.value.Unit;
import dev.gembourse.events.view.Listing;
import dev.gembourse.events.view.TransferView;
import dev.gembourse.processor.query.JournalTimes.Stretch;
import org.jspecify.annotations.Nullable;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.bind.annotation.RestController;

/**
 * An account's statement: everything that moved in or out, with the balance before and after. A page may have fewer lines than
 * asked for, or none, and a next one all the same; only the last has no {@code nextCursor}.
 */
@RestController
class TransferController {

    private final Accounts accounts;
    private final JournalTimes times;
    private final Transfers transfers;

    TransferController(Accounts accounts, JournalTimes times, Transfers transfers) {
        this.accounts = accounts;
        this.times = times;
        this.transfers = transfers;
    }

    @GetMapping("/v1/accounts/{accountId}/transfers")
    Listing<TransferView> newestFirst(
            @PathVariable AccountId accountId,
            @RequestParam(required = false) @Nullable Unit unit,
            @RequestParam(required = false) @Nullable String kind,
            @RequestParam(required = false) @Nullable String from,
            @RequestParam(required = false) @Nullable String to,
            @RequestParam(required = false) @Nullable String cursor,
            @RequestParam(defaultValue = Page.DEFAULT) int limit) {
        Page page = Page.of(limit);
        TransferFilter filter = TransferFilter.of(unit, kind);
        TimeRange range = TimeRange.of(from, to);
        Place after = Page.from(cursor, Place::of);
        StoredAccount account = accounts.get(accountId);
        Stretch stretch = times.stretch(account.partition(), range);
        return transfers
                .newestFirst(account, filter, stretch, after, page.limit())
                .listing(page, Place::toString);
    }

    /** The same from its other end, for who wants all of it: pages after the first have nothing that came after the first. */
    @GetMapping(path = "/v1/accounts/{accountId}/transfers", params = "oldest-first")
    Listing<TransferView> oldestFirst(
            @PathVariable AccountId accountId,
            @RequestParam(required = false) @Nullable Unit unit,
            @RequestParam(required = false) @Nullable String kind,
            @RequestParam(required = false) @Nullable String from,
            @RequestParam(required = false) @Nullable String to,
            @RequestParam(required = false) @Nullable String cursor,
            @RequestParam(defaultValue = Page.DEFAULT) int limit) {
        Page page = Page.of(limit);
        TransferFilter filter = TransferFilter.of(unit, kind);
        TimeRange range = TimeRange.of(from, to);
        Onward onward = Page.from(cursor, Onward::of);
        StoredAccount account = accounts.get(accountId);
        Stretch stretch = onward == null
                ? times.stretch(account.partition(), range)
                : new Stretch(onward.after().seq(), onward.beyond());
        return transfers
                .oldestFirst(account, filter, stretch, onward == null ? null : onward.after(), page.limit())
                .listing(page, last -> new Onward(last, stretch.beyond()).toString());
    }

    /** Where to go on towards a fixed end. */
    private record Onward(Place after, long beyond) {

        static Onward of(String text) {
            int dot = text.lastIndexOf('.');
            if (dot < 0) {
                throw new IllegalArgumentException("expected a place and an end");
            }
            return new Onward(Place.of(text.substring(0, dot)), Long.parseLong(text.substring(dot + 1)));
        }

        @Override
        public String toString() {
            return after + "." + beyond;
        }
    }
}
