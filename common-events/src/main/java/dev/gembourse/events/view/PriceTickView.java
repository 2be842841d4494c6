package dev.gembourse.events.view;

import dev.gembourse.events.market.MarketEvent.PriceTicked;
import dev.gembourse.events.value.Price;
import dev.gembourse.events.value.Symbol;
import java.time.Instant;

/**
 * What became of a tick.
 *
 * @param current whether the asset has this price now; otherwise the tick came late and is part of the past alone
 */
public record PriceTickView(Symbol symbol, Price price, Instant time, boolean current) {

    public static PriceTickView of(PriceTicked ticked) {
        return new PriceTickView(ticked.symbol(), ticked.price(), ticked.time(), ticked.current());
    }
}
