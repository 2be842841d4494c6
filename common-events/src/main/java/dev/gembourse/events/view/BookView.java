package dev.gembourse.events.view;

import dev.gembourse.events.value.Price;
import dev.gembourse.events.value.Symbol;
import java.math.BigDecimal;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * What waits in an asset's order book, best prices first.
 *
 * @param bids orders to buy, highest price first
 * @param asks orders to sell, lowest price first
 * @param house what the house offers beside them; absent when it offers nothing
 * @param last the price of the newest tick or execution; absent before the first
 */
public record BookView(
        Symbol symbol,
        List<Level> bids,
        List<Level> asks,
        @Nullable House house,
        @Nullable Price last) {

    public BookView {
        bids = List.copyOf(bids);
        asks = List.copyOf(asks);
    }

    /**
     * All orders of one price.
     *
     * @param quantity the sum of what is open of them
     * @param orders how many they are
     */
    public record Level(Price price, BigDecimal quantity, long orders) {}

    /** How much the house sells at its price. */
    public record House(Price price, BigDecimal available) {}
}
