package dev.gembourse.gateway.order;

import dev.gembourse.events.order.OrderPrices;
import dev.gembourse.events.value.Quantity;
import java.math.BigDecimal;
import org.jspecify.annotations.Nullable;

/**
 * Asks for another quantity or other prices of an order. What is not said stays as it is.
 *
 * @param quantity all of it, with what is filled
 * @param limitPrice of a LIMIT, STOP_LIMIT or OCO order
 * @param lowerPrice of a BAND order
 * @param upperPrice of a BAND order
 * @param stopPrice of a STOP, STOP_LIMIT or OCO order
 * @param trailAmount of a TRAILING_STOP order, which follows anew from the last price
 * @param trailPercent of a TRAILING_STOP order, which follows anew from the last price
 */
record ReplacementRequest(
        @Nullable BigDecimal quantity,
        @Nullable BigDecimal limitPrice,
        @Nullable BigDecimal lowerPrice,
        @Nullable BigDecimal upperPrice,
        @Nullable BigDecimal stopPrice,
        @Nullable BigDecimal trailAmount,
        @Nullable BigDecimal trailPercent) {

    @Nullable
    Quantity much() {
        return RequestedPrices.read("/quantity", quantity, Quantity::new);
    }

    OrderPrices prices() {
        return RequestedPrices.of(limitPrice, lowerPrice, upperPrice, stopPrice, trailAmount, trailPercent);
    }
}
