package dev.gembourse.events.order;

import dev.gembourse.events.value.Price;
import dev.gembourse.events.value.Quantity;
import dev.gembourse.events.value.Side;
import dev.gembourse.events.value.Symbol;

/**
 * What a bracket order leaves what it was entered for: once the entry has ended, an OCO order for as much of it as was filled.
 *
 * @param takeProfitPrice where to leave with a profit: the limit of the exit
 * @param stopPrice where to leave with a loss: the stop of the exit, on the other side
 */
public record Exit(Price takeProfitPrice, Price stopPrice) {

    void requireFor(Side entry) {
        int expected = entry == Side.BUY ? 1 : -1;
        if (Integer.signum(takeProfitPrice.value().compareTo(stopPrice.value())) != expected) {
            throw new IllegalArgumentException("expected takeProfitPrice to be %s stopPrice with an entry to %s"
                    .formatted(expected > 0 ? "above" : "below", entry));
        }
    }

    /** The order that leaves so much of what was entered by one of that side. */
    public OrderTerms of(Symbol symbol, Side entry, Quantity quantity) {
        return new OrderTerms(
                symbol,
                entry == Side.BUY ? Side.SELL : Side.BUY,
                OrderType.OCO,
                TimeInForce.GTC,
                quantity,
                null,
                OrderPrices.stopAndLimit(stopPrice, takeProfitPrice),
                false,
                SelfTrade.CANCEL_NEWEST,
                null);
    }
}
