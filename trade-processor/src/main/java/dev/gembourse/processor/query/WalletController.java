package dev.gembourse.processor.query;

import dev.gembourse.events.value.AccountId;
import dev.gembourse.events.value.Unit;
import dev.gembourse.events.view.Listing;
import dev.gembourse.events.view.WalletView;
import dev.gembourse.processor.problem.Problem;
import org.jspecify.annotations.Nullable;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.bind.annotation.RestController;

/** What an account has of each currency and virtual unit. */
@RestController
class WalletController {

    private final Accounts accounts;
    private final Wallets wallets;

    WalletController(Accounts accounts, Wallets wallets) {
        this.accounts = accounts;
        this.wallets = wallets;
    }

    @GetMapping("/v1/accounts/{accountId}/wallets")
    Listing<WalletView> page(
            @PathVariable AccountId accountId,
            @RequestParam(required = false) @Nullable String cursor,
            @RequestParam(defaultValue = Page.DEFAULT) int limit) {
        Page page = Page.of(limit);
        Unit after = Page.from(cursor, Unit::of);
        accounts.get(accountId);
        return page.of(
                wallets.page(accountId, after, page.rows()),
                wallet -> wallet,
                wallet -> wallet.unit().code());
    }

    @GetMapping("/v1/accounts/{accountId}/wallets/{unit}")
    WalletView one(@PathVariable AccountId accountId, @PathVariable Unit unit) {
        accounts.get(accountId);
        return wallets.find(accountId, unit).orElseThrow(() -> Problem.notFound("UNIT", unit));
    }
}
