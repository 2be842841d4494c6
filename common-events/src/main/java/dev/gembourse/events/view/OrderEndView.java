package dev.gembourse.events.view;

import dev.gembourse.events.order.EndReason;
import dev.gembourse.events.trading.TradingEvent.OrderEnded;
import dev.gembourse.events.value.OrderId;
import dev.gembourse.events.value.Unit;
import java.math.BigDecimal;
import java.time.Instant;

/** That an order has ended, and how much that was held for it is available again. */
public record OrderEndView(OrderId orderId, EndReason reason, Unit unit, BigDecimal released, Instant endedAt) {

    public static OrderEndView of(OrderEnded ended) {
        return new OrderEndView(ended.order(), ended.reason(), ended.unit(), ended.released(), ended.occurredAt());
    }
}
