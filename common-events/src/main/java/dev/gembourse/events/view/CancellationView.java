package dev.gembourse.events.view;

import dev.gembourse.events.trading.TradingEvent.CancellationRequested;
import dev.gembourse.events.trading.TradingEvent.CancellationRequested.OpenOrder;
import dev.gembourse.events.value.OrderId;
import java.time.Instant;
import java.util.List;

/** The open orders that are to be cancelled. Until their books have heard of it they can still be filled. */
public record CancellationView(List<OrderId> orders, Instant requestedAt) {

    public static CancellationView of(CancellationRequested requested) {
        return new CancellationView(
                requested.orders().stream().map(OpenOrder::order).toList(), requested.occurredAt());
    }
}
