package dev.gembourse.events.view;

import dev.gembourse.events.order.EndReason;
import dev.gembourse.events.order.Exit;
import dev.gembourse.events.order.Order;
import dev.gembourse.events.order.OrderPrices;
import dev.gembourse.events.order.OrderStatus;
import dev.gembourse.events.order.OrderTerms;
import dev.gembourse.events.order.OrderType;
import dev.gembourse.events.order.SelfTrade;
import dev.gembourse.events.order.TimeInForce;
import dev.gembourse.events.trading.TradingCommand.PlaceOrder;
import dev.gembourse.events.trading.TradingEvent.OrderPlaced;
import dev.gembourse.events.value.ClientOrderId;
import dev.gembourse.events.value.OrderId;
import dev.gembourse.events.value.Price;
import dev.gembourse.events.value.Side;
import dev.gembourse.events.value.Symbol;
import dev.gembourse.events.value.Unit;
import java.math.BigDecimal;
import java.time.Instant;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * An order, as far as it is settled.
 *
 * @param quantity how much of the asset it is for; absent when a budget says so
 * @param budget what it may spend; absent when a quantity says so
 * @param worstPrice beyond which it is not filled: its limit, or the protection of a market order
 * @param expiresAt when it is cancelled; absent when its owner alone says so
 * @param trailPercent how far the stop follows behind the best price, in percent of it
 * @param exit what follows once it has ended; absent for nothing
 * @param exitOrderId the order that follows, once there is one; absent for nothing
 * @param triggeredAt when the last price has reached its stop; absent when it has not
 * @param reason why it has ended; absent when it has not
 * @param filled how much of the asset
 * @param averagePrice of that; absent when nothing is filled
 * @param paid what that was worth, fees apart
 * @param open what is neither filled nor ended: a quantity, or a part of the budget
 * @param held what is held for that: of the currency to buy, of the asset to sell
 * @param version goes up with each change
 * @param endedAt absent when it has not ended
 * @param fills in the order in which they were settled; told for a single order alone
 */
public record OrderView(
        OrderId orderId,
        @Nullable ClientOrderId clientOrderId,
        Symbol symbol,
        Side side,
        OrderType type,
        TimeInForce timeInForce,
        @Nullable Instant expiresAt,
        @Nullable BigDecimal quantity,
        @Nullable BigDecimal budget,
        @Nullable Price limitPrice,
        @Nullable Price lowerPrice,
        @Nullable Price upperPrice,
        @Nullable Price stopPrice,
        @Nullable Price trailAmount,
        @Nullable BigDecimal trailPercent,
        Price worstPrice,
        boolean postOnly,
        SelfTrade selfTrade,
        @Nullable Exit exit,
        @Nullable OrderId exitOrderId,
        OrderStatus status,
        @Nullable EndReason reason,
        BigDecimal filled,
        @Nullable BigDecimal averagePrice,
        BigDecimal paid,
        BigDecimal fees,
        Unit currency,
        BigDecimal open,
        BigDecimal held,
        Unit heldUnit,
        int version,
        Instant placedAt,
        Instant changedAt,
        @Nullable Instant triggeredAt,
        @Nullable Instant endedAt,
        @Nullable List<FillView> fills) {

    /** What has become of an order. */
    public record Progress(
            OrderStatus status,
            @Nullable EndReason reason,
            BigDecimal filled,
            @Nullable BigDecimal averagePrice,
            BigDecimal paid,
            BigDecimal fees,
            BigDecimal open,
            BigDecimal held,
            int version,
            Instant changedAt,
            @Nullable Instant triggeredAt) {}

    /** As it was placed. */
    public static OrderView of(OrderPlaced placed) {
        Order order = placed.order();
        BigDecimal asked = order.quantity() != null ? order.quantity() : order.budget();
        BigDecimal nothing = BigDecimal.ZERO.setScale(placed.currencyScale());
        return of(
                placed,
                new Progress(
                        OrderStatus.OPEN,
                        null,
                        BigDecimal.ZERO,
                        null,
                        nothing,
                        nothing,
                        asked == null ? BigDecimal.ZERO : asked,
                        placed.held(),
                        1,
                        placed.occurredAt(),
                        null),
                null);
    }

    /** As it is now. */
    public static OrderView of(OrderPlaced placed, Progress now, @Nullable List<FillView> fills) {
        return of(placed, placed.order(), now, fills);
    }

    /** As it is now, with other terms than it was placed with. */
    public static OrderView of(OrderPlaced placed, Order order, Progress now, @Nullable List<FillView> fills) {
        OrderTerms terms = order.terms();
        OrderPrices prices = terms.prices();
        Integer trail = prices.trailBasisPoints();
        return new OrderView(
                order.id(),
                terms.clientOrderId(),
                terms.symbol(),
                terms.side(),
                terms.type(),
                terms.timeInForce(),
                order.expiresAt(),
                order.quantity(),
                order.budget(),
                prices.limitPrice(),
                prices.lowerPrice(),
                prices.upperPrice(),
                prices.stopPrice(),
                prices.trailAmount(),
                trail == null ? null : BigDecimal.valueOf(trail, 2),
                order.worst(),
                terms.postOnly(),
                terms.selfTrade(),
                terms.exit(),
                terms.exit() == null ? null : OrderId.of(PlaceOrder.exitOf(order.id())),
                now.status(),
                now.reason(),
                now.filled(),
                now.averagePrice(),
                now.paid(),
                now.fees(),
                placed.currency(),
                now.open(),
                now.held(),
                placed.heldUnit(),
                now.version(),
                placed.occurredAt(),
                now.changedAt(),
                now.triggeredAt(),
                now.reason() == null ? null : now.changedAt(),
                fills);
    }
}
