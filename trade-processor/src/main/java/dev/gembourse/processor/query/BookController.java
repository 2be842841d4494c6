package dev.gembourse.processor.query;

import dev.gembourse.events.value.Symbol;
import dev.gembourse.events.view.BookView;
import dev.gembourse.processor.account.Quote;
import dev.gembourse.processor.market.MarketView;
import dev.gembourse.processor.problem.Problem;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.bind.annotation.RestController;

/** What waits in an asset's order book. */
@RestController
class BookController {

    private static final int DEEPEST = 1_000;

    private final MarketView market;
    private final OrderBooks books;

    BookController(MarketView market, OrderBooks books) {
        this.market = market;
        this.books = books;
    }

    @GetMapping("/v1/assets/{symbol}/book")
    BookView one(@PathVariable Symbol symbol, @RequestParam(defaultValue = "10") int depth) {
        if (depth < 1 || depth > DEEPEST) {
            throw Problem.badParameter("depth", "expected a number from 1 to " + DEEPEST + " but got " + depth);
        }
        Quote quote = market.of(symbol);
        if (quote == null) {
            throw Problem.notFound("ASSET", symbol);
        }
        if (quote.asset().book() == null) {
            throw Problem.notFound("BOOK", symbol);
        }
        return books.find(symbol, depth);
    }
}
