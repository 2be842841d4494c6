package dev.gembourse.bench.invariant;

import dev.gembourse.events.market.Asset;
import dev.gembourse.events.market.BookTerms;
import dev.gembourse.events.market.MarketEvent;
import dev.gembourse.events.market.MarketEvent.AssetCreated;
import dev.gembourse.events.market.MarketEvent.BookUpdated;
import dev.gembourse.events.market.MarketEvent.PriceTicked;
import dev.gembourse.events.order.Fill;
import dev.gembourse.events.value.Side;
import dev.gembourse.events.value.Symbol;
import java.math.BigDecimal;
import java.util.HashMap;
import java.util.HashSet;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** What the house offers in each book, by the events of one partition: it never trades more than a tick has brought, or a limited volume has left. */
final class Offers {

    private final Map<Symbol, BigDecimal> left = new HashMap<>();
    private final Set<Symbol> limited = new HashSet<>();

    /** Follows an event; what is wrong with it, or null. */
    @Nullable
    String apply(MarketEvent event) {
        switch (event) {
            case AssetCreated created -> {
                Asset asset = created.asset();
                if (asset.book() != null && asset.book().limited()) {
                    limited.add(asset.symbol());
                }
                left.put(asset.symbol(), orZero(asset.available()));
            }
            case PriceTicked tick
            when tick.current() -> {
                BookTerms book = tick.asset().book();
                if (book != null && (!book.limited() || tick.available() != null)) {
                    left.put(tick.symbol(), orZero(tick.available()));
                }
            }
            case BookUpdated updated -> {
                for (Fill fill : updated.fills()) {
                    if (fill.house() && take(updated.symbol(), fill).signum() < 0) {
                        return "the house has traded more than it offered: " + fill;
                    }
                }
            }
            default -> {}
        }
        return null;
    }

    private BigDecimal take(Symbol symbol, Fill fill) {
        BigDecimal quantity = fill.quantity().value();
        boolean gets = limited.contains(symbol) && fill.side() == Side.SELL;
        return left.merge(symbol, gets ? quantity : quantity.negate(), BigDecimal::add);
    }

    private static BigDecimal orZero(@Nullable BigDecimal quantity) {
        return quantity == null ? BigDecimal.ZERO : quantity;
    }
}
