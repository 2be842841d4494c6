package dev.gembourse.processor.query;

import dev.gembourse.events.value.AccountId;
import dev.gembourse.events.value.Unit;
import dev.gembourse.events.view.PortfolioView;
import dev.gembourse.processor.problem.Problem;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.bind.annotation.RestController;

/** What an account is worth. */
@RestController
class PortfolioController {

    private final Accounts accounts;
    private final Wallets wallets;
    private final Positions positions;

    PortfolioController(Accounts accounts, Wallets wallets, Positions positions) {
        this.accounts = accounts;
        this.wallets = wallets;
        this.positions = positions;
    }

    @GetMapping("/v1/accounts/{accountId}/portfolio")
    PortfolioView portfolio(@PathVariable AccountId accountId, @RequestParam(defaultValue = "USD") Unit currency) {
        accounts.get(accountId);
        return new Portfolio(accounts.cash(accountId), wallets.all(accountId), positions.all(accountId))
                .in(currency)
                .orElseThrow(() ->
                        Problem.badParameter("currency", "expected a currency or virtual unit but got " + currency));
    }
}
