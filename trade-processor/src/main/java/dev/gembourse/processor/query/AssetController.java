package dev.gembourse.processor.query;

import dev.gembourse.events.value.StreamPosition;
import dev.gembourse.events.value.Symbol;
import dev.gembourse.events.view.AssetView;
import dev.gembourse.events.view.Listing;
import dev.gembourse.processor.account.Quote;
import dev.gembourse.processor.market.MarketView;
import dev.gembourse.processor.problem.Problem;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.bind.annotation.RestController;

/** Assets, from memory: at the prices at which this instance settles. */
@RestController
class AssetController {

    private final MarketView market;
    private final QuerySettings settings;

    AssetController(MarketView market, QuerySettings settings) {
        this.market = market;
        this.settings = settings;
    }

    @GetMapping("/v1/assets")
    Listing<AssetView> page(
            @RequestParam(required = false) @Nullable String cursor,
            @RequestParam(defaultValue = Page.DEFAULT) int limit,
            @RequestParam(name = "at-least", required = false) @Nullable StreamPosition atLeast) {
        Page page = Page.of(limit);
        Symbol after = Page.from(cursor, Symbol::new);
        await(atLeast);
        return page.of(
                List.copyOf(market.after(after, page.rows())),
                quote -> AssetView.of(quote.asset()),
                quote -> quote.asset().symbol().value());
    }

    @GetMapping("/v1/assets/{symbol}")
    AssetView one(
            @PathVariable Symbol symbol,
            @RequestParam(name = "at-least", required = false) @Nullable StreamPosition atLeast) {
        await(atLeast);
        Quote quote = market.of(symbol);
        if (quote == null) {
            throw Problem.notFound("ASSET", symbol);
        }
        return AssetView.of(quote.asset());
    }

    private void await(@Nullable StreamPosition atLeast) {
        if (atLeast != null && !market.awaitApplied(atLeast, settings.positionWait())) {
            throw Problem.notYetApplied("the market has not been followed up to " + atLeast + " yet");
        }
    }
}
