package dev.gembourse.events.order;

import dev.gembourse.events.value.ClientOrderId;
import dev.gembourse.events.value.Decimals;
import dev.gembourse.events.value.Price;
import dev.gembourse.events.value.Quantity;
import dev.gembourse.events.value.Side;
import dev.gembourse.events.value.Symbol;
import java.math.BigDecimal;
import org.jspecify.annotations.Nullable;

/**
 * What is asked for by an order. Exactly one of quantity (of the asset) and notional (in its currency) is given.
 *
 * <table>
 * <caption>Which type may wait how long</caption>
 * <tr><td></td><td>GTC</td><td>IOC</td><td>FOK</td><td>post only</td></tr>
 * <tr><td>MARKET</td><td>no</td><td>yes</td><td>yes</td><td>no</td></tr>
 * <tr><td>LIMIT</td><td>yes</td><td>yes</td><td>yes</td><td>with GTC</td></tr>
 * <tr><td>BAND</td><td>yes</td><td>yes</td><td>yes</td><td>with GTC</td></tr>
 * </table>
 *
 * @param side BUY or SELL
 * @param notional what to spend at most, or to sell for at the limit at least; of market orders for a BUY alone
 * @param limitPrice of a LIMIT order, the worst price
 * @param lowerPrice of a BAND order, the lowest price
 * @param upperPrice of a BAND order, the highest price
 * @param postOnly whether it is rejected if it would be filled at once
 * @param clientOrderId what its owner calls it; null when it has no name
 */
public record OrderTerms(
        Symbol symbol,
        Side side,
        OrderType type,
        TimeInForce timeInForce,
        @Nullable Quantity quantity,
        @Nullable BigDecimal notional,
        @Nullable Price limitPrice,
        @Nullable Price lowerPrice,
        @Nullable Price upperPrice,
        boolean postOnly,
        SelfTrade selfTrade,
        @Nullable ClientOrderId clientOrderId) {

    public OrderTerms {
        if (side == Side.SELL_SHORT) {
            throw new IllegalArgumentException("expected side to be BUY or SELL");
        }
        if ((quantity == null) == (notional == null)) {
            throw new IllegalArgumentException("expected exactly one of quantity and notional");
        }
        if (notional != null) {
            notional = Decimals.positive("notional", notional);
        }
        requireBounds(type, limitPrice, lowerPrice, upperPrice);
        requireSupported(type, side, timeInForce, notional != null, postOnly);
    }

    /** The worst price at which it is filled; null for a market order. */
    public @Nullable Price worstPrice() {
        return switch (type) {
            case MARKET -> null;
            case LIMIT -> limitPrice;
            case BAND -> side == Side.BUY ? upperPrice : lowerPrice;
        };
    }

    /** The best price at which it is filled; null where any better one will do. */
    public @Nullable Price bestPrice() {
        return type != OrderType.BAND ? null : side == Side.BUY ? lowerPrice : upperPrice;
    }

    private static void requireBounds(
            OrderType type, @Nullable Price limit, @Nullable Price lower, @Nullable Price upper) {
        if ((limit != null) != (type == OrderType.LIMIT)) {
            throw new IllegalArgumentException(
                    limit == null
                            ? "expected limitPrice with a LIMIT order"
                            : "expected no limitPrice with a " + type + " order");
        }
        if ((lower != null && upper != null) != (type == OrderType.BAND) || (lower == null) != (upper == null)) {
            throw new IllegalArgumentException(
                    type == OrderType.BAND
                            ? "expected lowerPrice and upperPrice with a BAND order"
                            : "expected no lowerPrice or upperPrice with a " + type + " order");
        }
        if (lower != null && upper != null && lower.value().compareTo(upper.value()) > 0) {
            throw new IllegalArgumentException("expected lowerPrice to be at most upperPrice");
        }
    }

    private static void requireSupported(
            OrderType type, Side side, TimeInForce timeInForce, boolean byNotional, boolean postOnly) {
        if (type == OrderType.MARKET && timeInForce.rests()) {
            throw new IllegalArgumentException("expected timeInForce IOC or FOK with a MARKET order");
        }
        if (type == OrderType.MARKET && side == Side.SELL && byNotional) {
            throw new IllegalArgumentException("expected quantity with a MARKET order to sell");
        }
        if (postOnly && !timeInForce.rests()) {
            throw new IllegalArgumentException("expected an order that waits with postOnly");
        }
    }

    /** All of it in words, for telling whether two requests ask for the same. */
    public String content() {
        return side + " " + symbol + " " + type + " " + timeInForce
                + (quantity != null ? " " + quantity : "")
                + (notional != null ? " for " + notional.toPlainString() : "")
                + (limitPrice != null ? " at " + limitPrice : "")
                + (lowerPrice != null ? " from " + lowerPrice + " to " + upperPrice : "")
                + (postOnly ? " post only" : "")
                + " " + selfTrade
                + (clientOrderId != null ? " as " + clientOrderId : "");
    }
}
