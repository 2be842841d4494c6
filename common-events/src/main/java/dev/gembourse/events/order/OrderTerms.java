package dev.gembourse.events.order;

import dev.gembourse.events.value.ClientOrderId;
import dev.gembourse.events.value.Decimals;
import dev.gembourse.events.value.Price;
import dev.gembourse.events.value.Quantity;
import dev.gembourse.events.value.Side;
import dev.gembourse.events.value.Symbol;
import java.math.BigDecimal;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import org.jspecify.annotations.Nullable;

/**
 * What is asked for by an order. Exactly one of quantity (of the asset) and notional (in its currency) is given.
 *
 * <table>
 * <caption>Which type may wait how long</caption>
 * <tr><td></td><td>GTC, DAY, GTD</td><td>IOC, FOK</td><td>post only</td><td>notional</td></tr>
 * <tr><td>MARKET</td><td>no</td><td>yes</td><td>no</td><td>to buy</td></tr>
 * <tr><td>LIMIT, BAND</td><td>yes</td><td>yes</td><td>if it waits</td><td>yes</td></tr>
 * <tr><td>STOP, STOP_LIMIT, TRAILING_STOP, OCO</td><td>yes</td><td>no</td><td>no</td><td>no</td></tr>
 * </table>
 *
 * @param side BUY or SELL
 * @param expiresAt when it is cancelled, in whole milliseconds; with GTD alone
 * @param notional what to spend at most, or to sell for at the limit at least
 * @param prices those that its type needs, and no others
 * @param postOnly whether it is rejected if it would be filled at once
 * @param exit what follows once it has ended, for as much as was filled; null for nothing
 * @param clientOrderId what its owner calls it; null when it has no name
 */
public record OrderTerms(
        Symbol symbol,
        Side side,
        OrderType type,
        TimeInForce timeInForce,
        @Nullable Instant expiresAt,
        @Nullable Quantity quantity,
        @Nullable BigDecimal notional,
        OrderPrices prices,
        boolean postOnly,
        SelfTrade selfTrade,
        @Nullable Exit exit,
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
        if ((expiresAt != null) != (timeInForce == TimeInForce.GTD)) {
            throw new IllegalArgumentException(
                    "expected %sexpiresAt with %s".formatted(expiresAt == null ? "" : "no ", timeInForce));
        }
        if (expiresAt != null) {
            expiresAt = expiresAt.truncatedTo(ChronoUnit.MILLIS);
        }
        prices.requireThoseOf(type);
        requireSupported(type, side, timeInForce, notional != null, postOnly);
        if (type == OrderType.OCO) {
            requireApart(side, prices);
        }
        if (exit != null) {
            exit.requireFor(side);
        }
    }

    /** Terms without a date, and without an exit. */
    public OrderTerms(
            Symbol symbol,
            Side side,
            OrderType type,
            TimeInForce timeInForce,
            @Nullable Quantity quantity,
            @Nullable BigDecimal notional,
            OrderPrices prices,
            boolean postOnly,
            SelfTrade selfTrade,
            @Nullable ClientOrderId clientOrderId) {
        this(
                symbol,
                side,
                type,
                timeInForce,
                null,
                quantity,
                notional,
                prices,
                postOnly,
                selfTrade,
                null,
                clientOrderId);
    }

    /** These, with another quantity and other prices. */
    public OrderTerms with(@Nullable Quantity newQuantity, OrderPrices newPrices) {
        return new OrderTerms(
                symbol,
                side,
                type,
                timeInForce,
                expiresAt,
                newQuantity,
                newQuantity == null ? notional : null,
                newPrices,
                postOnly,
                selfTrade,
                exit,
                clientOrderId);
    }

    /** The worst price at which it is filled; null where that depends on the price of the house when it is placed. */
    public @Nullable Price worstPrice() {
        Price stop = prices.stopPrice();
        return switch (type) {
            case MARKET, TRAILING_STOP -> null;
            case LIMIT, STOP_LIMIT -> prices.limitPrice();
            case BAND -> side == Side.BUY ? prices.upperPrice() : prices.lowerPrice();
            case STOP, OCO -> stop == null ? null : Protection.worst(side, stop.value());
        };
    }

    /** The best price at which it is filled; null where any better one will do. */
    public @Nullable Price bestPrice() {
        return type != OrderType.BAND ? null : side == Side.BUY ? prices.lowerPrice() : prices.upperPrice();
    }

    private static void requireSupported(
            OrderType type, Side side, TimeInForce timeInForce, boolean byNotional, boolean postOnly) {
        if (type == OrderType.MARKET && timeInForce.rests()) {
            throw new IllegalArgumentException("expected timeInForce IOC or FOK with a MARKET order");
        }
        if (type.isTriggered() && !timeInForce.rests()) {
            throw new IllegalArgumentException("expected timeInForce GTC, DAY or GTD with a " + type + " order");
        }
        if (type == OrderType.MARKET && side == Side.SELL && byNotional) {
            throw new IllegalArgumentException("expected quantity with a MARKET order to sell");
        }
        if (type.isTriggered() && byNotional) {
            throw new IllegalArgumentException("expected quantity with a " + type + " order");
        }
        if (postOnly && (!timeInForce.rests() || type.isTriggered())) {
            throw new IllegalArgumentException("expected a LIMIT or BAND order that waits with postOnly");
        }
    }

    private static void requireApart(Side side, OrderPrices prices) {
        Price limit = prices.limitPrice();
        Price stop = prices.stopPrice();
        int expected = side == Side.SELL ? 1 : -1;
        if (limit != null && stop != null && Integer.signum(limit.value().compareTo(stop.value())) != expected) {
            throw new IllegalArgumentException("expected limitPrice to be %s stopPrice with an OCO order to %s"
                    .formatted(expected > 0 ? "above" : "below", side));
        }
    }

    /** All of it in words, for telling whether two requests ask for the same. */
    public String content() {
        return side + " " + symbol + " " + type + " " + timeInForce
                + (expiresAt != null ? " " + expiresAt : "")
                + (quantity != null ? " " + quantity : "")
                + (notional != null ? " for " + notional.toPlainString() : "")
                + " " + prices
                + (postOnly ? " post only" : "")
                + " " + selfTrade
                + (exit != null ? " exit " + exit.takeProfitPrice() + " or " + exit.stopPrice() : "")
                + (clientOrderId != null ? " as " + clientOrderId : "");
    }
}
