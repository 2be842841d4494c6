package dev.gembourse.events.view;

import dev.gembourse.events.trading.TradingEvent.OrderTriggered;
import dev.gembourse.events.value.OrderId;
import dev.gembourse.events.value.Price;
import java.time.Instant;

/** That the last price has reached the stop of an order. */
public record TriggerView(OrderId orderId, Price price, Instant triggeredAt) {

    public static TriggerView of(OrderTriggered triggered) {
        return new TriggerView(triggered.order(), triggered.price(), triggered.occurredAt());
    }
}
