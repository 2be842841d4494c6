package dev.gembourse.events.view;

import dev.gembourse.events.trading.TradingEvent.PartnerTradeRecorded;
import dev.gembourse.events.value.OperationId;
import dev.gembourse.events.value.Price;
import dev.gembourse.events.value.Quantity;
import dev.gembourse.events.value.Side;
import dev.gembourse.events.value.Symbol;
import dev.gembourse.events.value.Unit;
import java.time.Instant;

/**
 * A trade that a partner has settled elsewhere, as it was noted. The trade's id is its operation's.
 *
 * @param settledAt when, by the partner's clock
 * @param recordedAt when it was noted here
 */
public record PartnerTradeView(
        OperationId tradeId,
        Symbol symbol,
        Side side,
        Quantity quantity,
        Price price,
        Unit currency,
        Instant settledAt,
        Instant recordedAt) {

    public static PartnerTradeView of(PartnerTradeRecorded trade) {
        return new PartnerTradeView(
                trade.operationId(),
                trade.symbol(),
                trade.side(),
                trade.quantity(),
                trade.price(),
                trade.currency(),
                trade.settledAt(),
                trade.occurredAt());
    }
}
