package dev.gembourse.gateway.order;

import dev.gembourse.events.order.Exit;
import dev.gembourse.events.order.OrderPrices;
import dev.gembourse.events.order.OrderTerms;
import dev.gembourse.events.order.OrderType;
import dev.gembourse.events.order.SelfTrade;
import dev.gembourse.events.order.TimeInForce;
import dev.gembourse.events.value.ClientOrderId;
import dev.gembourse.events.value.Quantity;
import dev.gembourse.events.value.Side;
import dev.gembourse.events.value.Symbol;
import dev.gembourse.gateway.problem.ProblemException;
import java.math.BigDecimal;
import java.time.Instant;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/**
 * Asks for an order. Exactly one of quantity and notional is given, and the prices that its type needs.
 *
 * @param timeInForce GTC if it is not said, GTD beside expiresAt, or IOC for a MARKET order
 * @param expiresAt when it is cancelled, of a GTD order
 * @param quantity how much of the asset
 * @param notional how much of the asset's currency
 * @param limitPrice of a LIMIT, STOP_LIMIT or OCO order
 * @param lowerPrice of a BAND order
 * @param upperPrice of a BAND order
 * @param stopPrice of a STOP, STOP_LIMIT or OCO order
 * @param trailAmount of a TRAILING_STOP order, either this
 * @param trailPercent or this, 0.01 to 50
 * @param exit what follows once it has ended, for as much as was filled; nothing if it is not said
 * @param postOnly whether it is rejected if it would be filled at once; not if it is not said
 * @param selfTrade CANCEL_NEWEST if it is not said
 * @param clientOrderId what its owner calls it, unique in the account for ever
 */
record OrderRequest(
        Symbol symbol,
        Side side,
        OrderType type,
        @Nullable TimeInForce timeInForce,
        @Nullable Instant expiresAt,
        @Nullable BigDecimal quantity,
        @Nullable BigDecimal notional,
        @Nullable BigDecimal limitPrice,
        @Nullable BigDecimal lowerPrice,
        @Nullable BigDecimal upperPrice,
        @Nullable BigDecimal stopPrice,
        @Nullable BigDecimal trailAmount,
        @Nullable BigDecimal trailPercent,
        @Nullable Boolean postOnly,
        @Nullable SelfTrade selfTrade,
        @Nullable ExitRequest exit,
        @Nullable ClientOrderId clientOrderId) {

    /** Where to leave what was entered for. */
    record ExitRequest(BigDecimal takeProfitPrice, BigDecimal stopPrice) {}

    /**
     * What is asked for. Whether a date is over is settlement's to say, for a request that comes again has the same answer.
     *
     * @throws ProblemException ORDER_INVALID when its members do not fit together
     */
    OrderTerms terms() {
        Quantity much = RequestedPrices.read("/quantity", quantity, Quantity::new);
        Exit leave = exit == null
                ? null
                : new Exit(
                        RequestedPrices.price("/exit/takeProfitPrice", exit.takeProfitPrice),
                        RequestedPrices.price("/exit/stopPrice", exit.stopPrice));
        OrderPrices prices =
                RequestedPrices.of(limitPrice, lowerPrice, upperPrice, stopPrice, trailAmount, trailPercent);
        try {
            return new OrderTerms(
                    symbol,
                    side,
                    type,
                    Objects.requireNonNullElse(timeInForce, usual()),
                    expiresAt,
                    much,
                    notional,
                    prices,
                    Boolean.TRUE.equals(postOnly),
                    Objects.requireNonNullElse(selfTrade, SelfTrade.CANCEL_NEWEST),
                    leave,
                    clientOrderId);
        } catch (IllegalArgumentException e) {
            throw RequestedPrices.invalid("", String.valueOf(e.getMessage()));
        }
    }

    private TimeInForce usual() {
        return type == OrderType.MARKET ? TimeInForce.IOC : expiresAt == null ? TimeInForce.GTC : TimeInForce.GTD;
    }
}
