package dev.gembourse.processor.query;

import dev.gembourse.events.value.AccountId;
import dev.gembourse.events.view.Listing;
import dev.gembourse.events.view.TransferView;
import dev.gembourse.processor.query.Transfers.Place;
import org.jspecify.annotations.Nullable;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.bind.annotation.RestController;

/** An account's statement: everything that moved in or out, newest first, with the balance before and after. */
@RestController
class TransferController {

    private final Accounts accounts;
    private final Transfers transfers;

    TransferController(Accounts accounts, Transfers transfers) {
        this.accounts = accounts;
        this.transfers = transfers;
    }

    @GetMapping("/v1/accounts/{accountId}/transfers")
    Listing<TransferView> page(
            @PathVariable AccountId accountId,
            @RequestParam(required = false) @Nullable String cursor,
            @RequestParam(defaultValue = Page.DEFAULT) int limit) {
        Page page = Page.of(limit);
        Place before = Page.from(cursor, Place::of);
        return page.of(
                transfers.page(accounts.get(accountId), before == null ? Place.END : before, page.rows()),
                Transfers.Line::view,
                line -> line.place().toString());
    }
}
