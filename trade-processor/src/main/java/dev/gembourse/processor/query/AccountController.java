package dev.gembourse.processor.query;

import dev.gembourse.events.value.AccountId;
import dev.gembourse.events.value.Username;
import dev.gembourse.events.view.AccountView;
import dev.gembourse.events.view.CashView;
import dev.gembourse.events.view.Listing;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.bind.annotation.RestController;

/** Accounts: one by id or name, or all of them page by page. */
@RestController
class AccountController {

    private final Accounts accounts;

    AccountController(Accounts accounts) {
        this.accounts = accounts;
    }

    @GetMapping("/v1/accounts/{accountId}")
    AccountView byId(@PathVariable AccountId accountId) {
        return accounts.get(accountId).view(accounts.cash(accountId));
    }

    @GetMapping(path = "/v1/accounts", params = "username")
    AccountView byName(@RequestParam Username username) {
        StoredAccount account = accounts.get(username);
        return account.view(accounts.cash(account.id()));
    }

    @GetMapping(path = "/v1/accounts", params = "!username")
    Listing<AccountView> page(
            @RequestParam(required = false) @Nullable String cursor,
            @RequestParam(defaultValue = Page.DEFAULT) int limit) {
        Page page = Page.of(limit);
        List<StoredAccount> rows = accounts.page(Page.from(cursor, AccountId::of), page.rows());
        Map<AccountId, List<CashView>> cash =
                accounts.cash(rows.stream().map(StoredAccount::id).toList());
        return page.of(
                rows,
                account -> account.view(cash.getOrDefault(account.id(), List.of())),
                account -> account.id().toString());
    }
}
