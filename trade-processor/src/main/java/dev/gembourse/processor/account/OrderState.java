package dev.gembourse.processor.account;

import dev.gembourse.events.order.EndReason;
import dev.gembourse.events.order.Order;
import dev.gembourse.events.order.OrderStatus;
import dev.gembourse.events.trading.TradingEvent;
import dev.gembourse.events.trading.TradingEvent.OrderEnded;
import dev.gembourse.events.trading.TradingEvent.OrderFilled;
import dev.gembourse.events.trading.TradingEvent.OrderPlaced;
import dev.gembourse.events.value.AccountId;
import dev.gembourse.events.value.OrderId;
import dev.gembourse.events.value.Side;
import dev.gembourse.events.value.Symbol;
import dev.gembourse.events.value.Unit;
import java.math.BigDecimal;
import java.math.RoundingMode;
import org.jspecify.annotations.Nullable;

/**
 * An order as its account's events have left it. Immutable.
 *
 * <p>Each part of what was asked for has its own share of what is held, and its fill or the end takes that: see {@link #held(BigDecimal)}.
 *
 * @param worst the worst price at which it is filled
 * @param byBudget whether a budget of the currency says how much is asked for; otherwise it is a quantity of the asset
 * @param asked the quantity or the budget
 * @param open what of that has neither been filled nor ended
 * @param held what is still held for it, of {@link #heldUnit()}
 * @param filled how much of the asset
 * @param paid what that was worth, in the currency, fees apart
 * @param fees what was paid for that
 * @param version how often the order has changed, from 1 on
 * @param reason why it has ended; null when it has not
 */
public record OrderState(
        OrderId id,
        AccountId account,
        Symbol symbol,
        Unit currency,
        int currencyScale,
        Side side,
        BigDecimal worst,
        boolean byBudget,
        int makerBasisPoints,
        int takerBasisPoints,
        BigDecimal asked,
        BigDecimal open,
        BigDecimal held,
        BigDecimal filled,
        BigDecimal paid,
        BigDecimal fees,
        OrderStatus status,
        int version,
        @Nullable EndReason reason) {

    /** One that has just been placed. */
    public static OrderState of(OrderPlaced placed) {
        Order order = placed.order();
        BigDecimal asked = asked(order);
        return new OrderState(
                order.id(),
                placed.accountId(),
                order.terms().symbol(),
                placed.currency(),
                placed.currencyScale(),
                order.terms().side(),
                order.worst().value(),
                order.budget() != null,
                placed.makerBasisPoints(),
                placed.takerBasisPoints(),
                asked,
                asked,
                placed.held(),
                BigDecimal.ZERO,
                BigDecimal.ZERO,
                BigDecimal.ZERO,
                OrderStatus.OPEN,
                1,
                null);
    }

    private static BigDecimal asked(Order order) {
        BigDecimal asked = order.quantity() != null ? order.quantity() : order.budget();
        if (asked == null) {
            throw new IllegalStateException("expected an order of a quantity or a budget");
        }
        return asked;
    }

    /** The unit of which something is held for it. */
    public Unit heldUnit() {
        return side == Side.BUY ? currency : symbol.unit();
    }

    /**
     * What is held for the last so much of it: what that can cost at most with the higher fee, each rounded up; for a sale so much of the
     * asset. Whoever takes it from n to m open takes the difference of both, so that the shares of all come to what was held at first.
     *
     * @param open a quantity or a part of the budget
     */
    public BigDecimal held(BigDecimal open) {
        if (side == Side.SELL) {
            return open;
        }
        BigDecimal cost = worth(open);
        BigDecimal fee = cost.multiply(BigDecimal.valueOf(Math.max(makerBasisPoints, takerBasisPoints), 4))
                .setScale(currencyScale, RoundingMode.UP);
        return cost.add(fee);
    }

    /** What so much of it costs at most, fees apart, rounded up. */
    private BigDecimal worth(BigDecimal open) {
        return (byBudget ? open : open.multiply(worst)).setScale(currencyScale, RoundingMode.UP);
    }

    /** An amount of {@link #heldUnit()} as it is told: with the decimals of the currency, of an asset without trailing zeros. */
    BigDecimal told(BigDecimal amount) {
        return side == Side.BUY ? amount.setScale(currencyScale) : Amounts.plain(amount);
    }

    /** The order after an event about it; itself after others. */
    public OrderState after(TradingEvent event) {
        return switch (event) {
            case OrderFilled fill ->
                with(
                        fill.unfilled(),
                        held.subtract(taken(fill)),
                        filled.add(fill.quantity().value()),
                        paid.add(fill.notional()),
                        fees.add(fill.fee()),
                        fill.status(),
                        fill.reason());
            case OrderEnded ended ->
                with(
                        ended.unfilled(),
                        held.subtract(ended.released()),
                        filled,
                        paid,
                        fees,
                        ended.reason().status(),
                        ended.reason());
            default -> this;
        };
    }

    /** The order once its owner has asked to cancel it. */
    public OrderState cancelling() {
        return with(open, held, filled, paid, fees, OrderStatus.PENDING_CANCEL, null);
    }

    private static BigDecimal taken(OrderFilled fill) {
        return fill.side() == Side.BUY
                ? fill.notional().add(fill.fee()).add(fill.released())
                : fill.quantity().value().add(fill.releasedAsset());
    }

    private OrderState with(
            BigDecimal open,
            BigDecimal held,
            BigDecimal filled,
            BigDecimal paid,
            BigDecimal fees,
            OrderStatus status,
            @Nullable EndReason reason) {
        return new OrderState(
                id,
                account,
                symbol,
                currency,
                currencyScale,
                side,
                worst,
                byBudget,
                makerBasisPoints,
                takerBasisPoints,
                asked,
                open,
                held,
                filled,
                paid,
                fees,
                status,
                version + 1,
                reason);
    }
}
