package dev.gembourse.events.view;

import dev.gembourse.events.trading.TradingEvent.TradeSettled;
import dev.gembourse.events.value.OperationId;
import dev.gembourse.events.value.Price;
import dev.gembourse.events.value.Quantity;
import dev.gembourse.events.value.Side;
import dev.gembourse.events.value.Symbol;
import dev.gembourse.events.value.Unit;
import java.math.BigDecimal;
import java.time.Instant;
import org.jspecify.annotations.Nullable;

/**
 * A settled trade as booked. The trade's id is its operation's.
 *
 * @param reversedBy the operation that has taken it back; told by lists alone
 */
public record TradeView(
        OperationId tradeId,
        Symbol symbol,
        Side side,
        Quantity quantity,
        Price price,
        BigDecimal notional,
        Unit currency,
        BigDecimal fee,
        @Nullable BigDecimal realisedPnl,
        Instant settledAt,
        String message,
        @Nullable OperationId reversedBy) {

    public static TradeView of(TradeSettled trade) {
        return new TradeView(
                trade.operationId(),
                trade.symbol(),
                trade.side(),
                trade.quantity(),
                trade.price(),
                trade.notional(),
                trade.currency(),
                trade.fee(),
                trade.realisedPnl(),
                trade.occurredAt(),
                confirmation(
                        trade.side(),
                        trade.quantity(),
                        trade.assetName(),
                        trade.price(),
                        trade.notional(),
                        trade.currency()),
                null);
    }

    /** The same trade, taken back by this operation. */
    public TradeView reversedBy(@Nullable OperationId reversal) {
        return new TradeView(
                tradeId,
                symbol,
                side,
                quantity,
                price,
                notional,
                currency,
                fee,
                realisedPnl,
                settledAt,
                message,
                reversal);
    }

    /** The confirmation in words, as in "Bought 5 Gold at 50.00 USD, total 250.00 USD". */
    public static String confirmation(
            Side side, Quantity quantity, String assetName, Price price, BigDecimal notional, Unit currency) {
        BigDecimal shownPrice = price.value().setScale(Math.max(2, price.value().scale()));
        BigDecimal shownTotal = notional.setScale(Math.max(2, notional.scale()));
        return "%s %s %s at %s %s, total %s %s"
                .formatted(
                        switch (side) {
                            case BUY -> "Bought";
                            case SELL -> "Sold";
                            case SELL_SHORT -> "Sold short";
                        },
                        quantity,
                        assetName,
                        shownPrice.toPlainString(),
                        currency,
                        shownTotal.toPlainString(),
                        currency);
    }
}
