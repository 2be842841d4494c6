package dev.gembourse.events.view;

import dev.gembourse.events.order.Liquidity;
import dev.gembourse.events.trading.TradingEvent.OrderFilled;
import dev.gembourse.events.value.OperationId;
import dev.gembourse.events.value.Price;
import dev.gembourse.events.value.Quantity;
import dev.gembourse.events.value.Unit;
import java.math.BigDecimal;
import java.time.Instant;

/**
 * One fill of an order as it was settled. Its trade's id is its operation's.
 *
 * @param liquidity MAKER when the order was waiting, TAKER when it had just come
 */
public record FillView(
        OperationId tradeId,
        Price price,
        Quantity quantity,
        BigDecimal notional,
        Unit currency,
        BigDecimal fee,
        Liquidity liquidity,
        Instant settledAt) {

    public static FillView of(OrderFilled fill) {
        return new FillView(
                fill.operationId(),
                fill.price(),
                fill.quantity(),
                fill.notional(),
                fill.currency(),
                fill.fee(),
                fill.liquidity(),
                fill.occurredAt());
    }
}
