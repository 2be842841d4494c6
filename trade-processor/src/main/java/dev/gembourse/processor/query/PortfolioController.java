package dev.gembourse.processor.query;

import dev.gembourse.events.value.AccountId;
import dev.gembourse.events.value.Currencies;
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
    private final Positions positions;

    PortfolioController(Accounts accounts, Positions positions) {
        this.accounts = accounts;
        this.positions = positions;
    }

    @GetMapping("/v1/accounts/{accountId}/portfolio")
    PortfolioView portfolio(@PathVariable AccountId accountId, @RequestParam(defaultValue = "USD") Unit currency) {
        if (Currencies.scale(currency).isEmpty()) {
            throw Problem.badParameter("currency", "expected one of " + Currencies.all() + " but got " + currency);
        }
        accounts.get(accountId);
        return new Portfolio(accounts.cash(accountId), positions.all(accountId)).in(currency);
    }
}
