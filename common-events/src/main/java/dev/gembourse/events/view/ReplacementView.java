package dev.gembourse.events.view;

import dev.gembourse.events.order.Order;
import dev.gembourse.events.trading.TradingEvent.OrderReplaced;
import dev.gembourse.events.trading.TradingEvent.ReplacementRequested;
import dev.gembourse.events.value.OrderId;
import java.math.BigDecimal;
import java.time.Instant;
import org.jspecify.annotations.Nullable;

/**
 * What has become of the wish to replace an order.
 *
 * @param quantity that it is to be for
 * @param accepted whether it is replaced; absent while its book has not answered
 * @param toldAt when that was so
 */
public record ReplacementView(
        OrderId orderId,
        @Nullable BigDecimal quantity,
        @Nullable Boolean accepted,
        Instant toldAt) {

    public static ReplacementView of(ReplacementRequested requested) {
        return of(requested.order(), null, requested.occurredAt());
    }

    public static ReplacementView of(OrderReplaced replaced) {
        return of(replaced.order(), replaced.accepted(), replaced.occurredAt());
    }

    private static ReplacementView of(Order order, @Nullable Boolean accepted, Instant toldAt) {
        return new ReplacementView(order.id(), order.quantity(), accepted, toldAt);
    }
}
