package dev.gembourse.processor.query;

import dev.gembourse.events.value.AccountId;
import dev.gembourse.events.value.Symbol;
import dev.gembourse.events.view.Listing;
import dev.gembourse.events.view.PositionView;
import dev.gembourse.processor.problem.Problem;
import org.jspecify.annotations.Nullable;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.bind.annotation.RestController;

/** What an account holds of assets. The list leaves out what has been sold again; asked for by its symbol it is shown. */
@RestController
class PositionController {

    private final Accounts accounts;
    private final Positions positions;

    PositionController(Accounts accounts, Positions positions) {
        this.accounts = accounts;
        this.positions = positions;
    }

    @GetMapping("/v1/accounts/{accountId}/positions")
    Listing<PositionView> page(
            @PathVariable AccountId accountId,
            @RequestParam(required = false) @Nullable String cursor,
            @RequestParam(defaultValue = Page.DEFAULT) int limit) {
        Page page = Page.of(limit);
        Symbol after = Page.from(cursor, Symbol::new);
        accounts.get(accountId);
        return page.of(
                positions.open(accountId, after, page.rows()),
                position -> position,
                position -> position.symbol().value());
    }

    @GetMapping("/v1/accounts/{accountId}/positions/{symbol}")
    PositionView one(@PathVariable AccountId accountId, @PathVariable Symbol symbol) {
        accounts.get(accountId);
        return positions.find(accountId, symbol).orElseThrow(() -> Problem.notFound("POSITION", symbol));
    }
}
