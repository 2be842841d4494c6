package dev.gembourse.processor.account;

import dev.gembourse.events.order.EndReason;
import dev.gembourse.events.order.Exit;
import dev.gembourse.events.order.Order;
import dev.gembourse.events.order.OrderStatus;
import dev.gembourse.events.order.OrderTerms;
import dev.gembourse.events.trading.TradingEvent;
import dev.gembourse.events.trading.TradingEvent.OrderEnded;
import dev.gembourse.events.trading.TradingEvent.OrderFilled;
import dev.gembourse.events.trading.TradingEvent.OrderPlaced;
import dev.gembourse.events.trading.TradingEvent.OrderReplaced;
import dev.gembourse.events.trading.TradingEvent.OrderTriggered;
import dev.gembourse.events.trading.TradingEvent.ReplacementRequested;
import dev.gembourse.events.value.AccountId;
import dev.gembourse.events.value.OrderId;
import dev.gembourse.events.value.Price;
import dev.gembourse.events.value.Quantity;
import dev.gembourse.events.value.Side;
import dev.gembourse.events.value.Symbol;
import dev.gembourse.events.value.Unit;
import java.math.BigDecimal;
import java.math.RoundingMode;
import java.time.Instant;
import org.jspecify.annotations.Nullable;

/**
 * An order as its account's events have left it. Immutable.
 *
 * <p>Each part of what was asked for has its own share of what is held, and its fill or the end takes that: see {@link #held(BigDecimal)}.
 *
 * @param placement what of it never changes
 * @param worst the worst price at which it is filled
 * @param asked the quantity or the budget
 * @param open what of that has neither been filled nor ended; while it is being replaced a fill may come first, and leave less than 0
 * @param held what is still held for it, of {@link #heldUnit()}
 * @param filled how much of the asset
 * @param paid what that was worth, in the currency, fees apart
 * @param fees what was paid for that
 * @param replacing whether its book has yet to answer to the wish to replace it
 * @param triggeredAt when the last price has reached its stop; null when it has not, or it has none
 * @param version how often the order has changed, from 1 on
 * @param reason why it has ended; null when it has not
 */
public record OrderState(
        Placement placement,
        BigDecimal worst,
        BigDecimal asked,
        BigDecimal open,
        BigDecimal held,
        BigDecimal filled,
        BigDecimal paid,
        BigDecimal fees,
        OrderStatus status,
        boolean replacing,
        @Nullable Instant triggeredAt,
        int version,
        @Nullable EndReason reason) {

    /**
     * What of an order never changes.
     *
     * @param byBudget whether a budget of the currency says how much is asked for; otherwise it is a quantity of the asset
     * @param exit what follows once it has ended; null for nothing
     */
    public record Placement(
            OrderId id,
            AccountId account,
            Symbol symbol,
            Unit currency,
            int currencyScale,
            Side side,
            boolean byBudget,
            int makerBasisPoints,
            int takerBasisPoints,
            @Nullable Exit exit) {}

    /** One that has just been placed. */
    public static OrderState of(OrderPlaced placed) {
        Order order = placed.order();
        BigDecimal asked = asked(order);
        return new OrderState(
                new Placement(
                        order.id(),
                        placed.accountId(),
                        order.terms().symbol(),
                        placed.currency(),
                        placed.currencyScale(),
                        order.terms().side(),
                        order.budget() != null,
                        placed.makerBasisPoints(),
                        placed.takerBasisPoints(),
                        order.terms().exit()),
                order.worst().value(),
                asked,
                asked,
                placed.held(),
                BigDecimal.ZERO,
                BigDecimal.ZERO,
                BigDecimal.ZERO,
                OrderStatus.OPEN,
                false,
                null,
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

    public OrderId id() {
        return placement.id;
    }

    public AccountId account() {
        return placement.account;
    }

    public Symbol symbol() {
        return placement.symbol;
    }

    public Unit currency() {
        return placement.currency;
    }

    public int currencyScale() {
        return placement.currencyScale;
    }

    public Side side() {
        return placement.side;
    }

    public boolean byBudget() {
        return placement.byBudget;
    }

    /** The unit of which something is held for it. */
    public Unit heldUnit() {
        return side() == Side.BUY ? currency() : symbol().unit();
    }

    /** Whether nothing is to come of it any more. */
    public boolean isSettled() {
        return reason != null && !replacing && open.signum() == 0;
    }

    /** As below, at the worst price that it has. */
    public BigDecimal held(BigDecimal part) {
        return held(part, worst);
    }

    /**
     * What is held for the last so much of it: what that can cost at most with the higher fee, each rounded up; for a sale so much of the
     * asset. Whoever takes it from n to m open takes the difference of both, so that the shares of all come to what was held at first.
     *
     * @param part a quantity or a part of the budget
     * @param price the worst one that it had
     */
    public BigDecimal held(BigDecimal part, BigDecimal price) {
        if (side() == Side.SELL) {
            return part;
        }
        BigDecimal cost = (byBudget() ? part : part.multiply(price)).setScale(currencyScale(), RoundingMode.UP);
        BigDecimal fee = cost.multiply(
                        BigDecimal.valueOf(Math.max(placement.makerBasisPoints, placement.takerBasisPoints), 4))
                .setScale(currencyScale(), RoundingMode.UP);
        return cost.add(fee);
    }

    /** An amount of {@link #heldUnit()} as it is told: with the decimals of the currency, of an asset without trailing zeros. */
    BigDecimal told(BigDecimal amount) {
        return side() == Side.BUY ? amount.setScale(currencyScale()) : Amounts.plain(amount);
    }

    /**
     * What is to be placed once it is in this state; null for nothing.
     *
     * @param left what is open of it then
     * @param ended why it has ended then
     * @param all how much of the asset is filled then
     */
    @Nullable
    OrderTerms exit(BigDecimal left, @Nullable EndReason ended, boolean stillReplacing, BigDecimal all) {
        Exit exit = placement.exit;
        return exit == null || ended == null || stillReplacing || left.signum() != 0 || all.signum() == 0
                ? null
                : exit.of(symbol(), side(), new Quantity(all));
    }

    /** The order after an event about it; itself after others. */
    public OrderState after(TradingEvent event) {
        return switch (event) {
            case OrderFilled fill ->
                new OrderState(
                        placement,
                        worst,
                        asked,
                        fill.unfilled(),
                        held.subtract(taken(fill)),
                        filled.add(fill.quantity().value()),
                        paid.add(fill.notional()),
                        fees.add(fill.fee()),
                        fill.status(),
                        replacing,
                        triggeredAt,
                        version + 1,
                        fill.reason());
            case OrderEnded ended ->
                with(
                        ended.unfilled(),
                        held.subtract(ended.released()),
                        ended.reason().status(),
                        replacing,
                        triggeredAt,
                        ended.reason());
            case OrderTriggered triggered -> with(open, held, status, replacing, triggered.occurredAt(), reason);
            case ReplacementRequested request ->
                with(open, held.add(request.extra()), OrderStatus.PENDING_REPLACE, true, triggeredAt, reason);
            case OrderReplaced replaced -> after(replaced);
            default -> this;
        };
    }

    private OrderState after(OrderReplaced replaced) {
        OrderStatus then = status != OrderStatus.PENDING_REPLACE
                ? status
                : filled.signum() > 0 ? OrderStatus.PARTIALLY_FILLED : OrderStatus.OPEN;
        OrderState answered =
                with(replaced.unfilled(), held.subtract(replaced.released()), then, false, triggeredAt, reason);
        return replaced.accepted() ? answered.as(replaced.order()) : answered;
    }

    /** Its owner has asked to cancel it. */
    public OrderState cancelling() {
        return with(open, held, OrderStatus.PENDING_CANCEL, replacing, triggeredAt, null);
    }

    private OrderState as(Order order) {
        Price itsWorst = order.worst();
        return new OrderState(
                placement,
                itsWorst.value(),
                asked(order),
                open,
                held,
                filled,
                paid,
                fees,
                status,
                replacing,
                triggeredAt,
                version,
                reason);
    }

    private static BigDecimal taken(OrderFilled fill) {
        return fill.side() == Side.BUY
                ? fill.notional().add(fill.fee()).add(fill.released())
                : fill.quantity().value().add(fill.releasedAsset());
    }

    private OrderState with(
            BigDecimal nowOpen,
            BigDecimal nowHeld,
            OrderStatus nowStatus,
            boolean nowReplacing,
            @Nullable Instant triggered,
            @Nullable EndReason ended) {
        return new OrderState(
                placement,
                worst,
                asked,
                nowOpen,
                nowHeld,
                filled,
                paid,
                fees,
                nowStatus,
                nowReplacing,
                triggered,
                version + 1,
                ended);
    }
}
