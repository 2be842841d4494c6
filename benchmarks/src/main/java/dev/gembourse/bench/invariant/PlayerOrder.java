package dev.gembourse.bench.invariant;

import dev.gembourse.events.order.EndReason;
import dev.gembourse.events.order.Exit;
import dev.gembourse.events.order.Fill;
import dev.gembourse.events.order.Order;
import dev.gembourse.events.order.OrderPrices;
import dev.gembourse.events.order.OrderTerms;
import dev.gembourse.events.order.OrderType;
import dev.gembourse.events.order.Replacement;
import dev.gembourse.events.trading.TradingCommand.ReplaceOrder;
import dev.gembourse.events.trading.TradingEvent.OrderPlaced;
import dev.gembourse.events.value.AccountId;
import dev.gembourse.events.value.OrderId;
import dev.gembourse.events.value.Price;
import dev.gembourse.events.value.Quantity;
import dev.gembourse.events.value.Side;
import dev.gembourse.events.value.Symbol;
import java.math.BigDecimal;
import java.math.RoundingMode;
import java.util.HashSet;
import java.util.Objects;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** An order with what is open and held of it. Mutable. */
final class PlayerOrder {

    final OrderPlaced placed;
    BigDecimal open;
    BigDecimal held;
    BigDecimal filled = BigDecimal.ZERO;
    int version = 1;

    @Nullable
    EndReason ended;

    /** Every worst price that it has had or was to have. */
    private final Set<Price> worsts = new HashSet<>();

    private Order order;
    private BigDecimal extra = BigDecimal.ZERO;
    private boolean cancelling;
    private boolean triggered;
    private @Nullable Order wanted;

    PlayerOrder(OrderPlaced placed) {
        this.placed = placed;
        this.order = placed.order();
        this.open = Objects.requireNonNull(order.quantity() != null ? order.quantity() : order.budget());
        this.held = placed.held();
        worsts.add(order.worst());
    }

    OrderId id() {
        return order.id();
    }

    AccountId account() {
        return order.account();
    }

    Symbol symbol() {
        return order.terms().symbol();
    }

    /** As it was placed or last replaced. */
    Order order() {
        return order;
    }

    boolean buys() {
        return order.terms().side() == Side.BUY;
    }

    /** What is held for the last so much of it at a worst price. */
    BigDecimal held(BigDecimal part, Price worst) {
        if (!buys()) {
            return part;
        }
        int scale = placed.currencyScale();
        BigDecimal worth =
                (order.budget() != null ? part : part.multiply(worst.value())).setScale(scale, RoundingMode.UP);
        BigDecimal rate = BigDecimal.valueOf(Math.max(placed.makerBasisPoints(), placed.takerBasisPoints()), 4);
        return worth.add(worth.multiply(rate).setScale(scale, RoundingMode.UP));
    }

    boolean had(Price worst) {
        return worsts.contains(worst);
    }

    /**
     * Whether it may be filled at that price. The worst price of a trailing stop to sell is bounded by where its stop is then; and a band that is being replaced
     * may be the old or the new one.
     */
    boolean admits(Fill fill) {
        OrderTerms terms = order.terms();
        BigDecimal price = fill.price().value();
        boolean withinWorst = buys()
                ? price.compareTo(fill.worst().value()) <= 0
                : terms.type() == OrderType.TRAILING_STOP
                        || price.compareTo(fill.worst().value()) >= 0;
        Price best = terms.bestPrice();
        boolean withinBest = best == null
                || worsts.size() > 1
                || (buys() ? price.compareTo(best.value()) >= 0 : price.compareTo(best.value()) <= 0);
        return withinWorst && withinBest;
    }

    /** Less may be open than nothing while an answer is on its way, for a fill of what it is to be may come first. */
    boolean isSound() {
        return held.signum() >= 0 && (open.signum() >= 0 || isAwaiting());
    }

    boolean isAwaiting() {
        return wanted != null;
    }

    boolean isChanging() {
        return cancelling || isAwaiting();
    }

    /** A fill or an end has taken so much of what is open and held. */
    void took(BigDecimal part, BigDecimal share, BigDecimal quantity, @Nullable EndReason reason) {
        open = open.subtract(part);
        held = held.subtract(share);
        filled = filled.add(quantity);
        ended = reason == null ? ended : reason;
        version++;
    }

    PlayerOrder cancels() {
        cancelling = true;
        version++;
        return this;
    }

    /** Whether it has a stop that has not been reached before. */
    boolean trigger() {
        version++;
        boolean first = !triggered;
        triggered = true;
        return first && order.terms().type().isTriggered();
    }

    /** Whether it is as its owner wishes it to be. */
    boolean isWanted(ReplaceOrder wish, Order its) {
        return order.quantity() != null && its.equals(wanted(wish, its.worst()));
    }

    /**
     * As its owner wishes it to be.
     *
     * @param worst where that follows from a price of the house
     */
    Order wanted(ReplaceOrder wish, Price worst) {
        Quantity quantity =
                wish.quantity() == null ? new Quantity(Objects.requireNonNull(order.quantity())) : wish.quantity();
        OrderTerms terms = order.terms();
        OrderTerms wishes = terms.with(quantity, terms.prices().with(wish.prices()));
        Price its = wish.prices().equals(OrderPrices.NONE) ? order.worst() : wishes.worstPrice();
        return new Order(
                order.id(),
                order.account(),
                wishes,
                quantity.value(),
                null,
                its == null ? worst : its,
                order.expiresAt());
    }

    /** What the order as it is to be may need more than the order as it is, whatever of it is filled until its book hears of it. */
    BigDecimal extra(Order its) {
        BigDecimal before = Objects.requireNonNull(order.quantity());
        BigDecimal after = Objects.requireNonNull(its.quantity());
        BigDecimal most = more(before, after, its.worst(), filled);
        return most.max(more(before, after, its.worst(), before.min(after))).max(BigDecimal.ZERO);
    }

    /** What is held for that at most: it may be rounded up. */
    BigDecimal most(Order its) {
        return extra(its).add(BigDecimal.valueOf(10, placed.currencyScale()));
    }

    private BigDecimal more(BigDecimal before, BigDecimal after, Price worst, BigDecimal done) {
        return held(after.subtract(done), worst).subtract(held(before.subtract(done), order.worst()));
    }

    void wants(Order its, BigDecimal more) {
        wanted = its;
        extra = more;
        held = held.add(more);
        worsts.add(its.worst());
        version++;
    }

    /** Whether its book answers to what was wished last. */
    boolean isAwaited(Replacement answer) {
        return answer.order().equals(wanted)
                && answer.extra().compareTo(extra) == 0
                && (answer.worstBefore() == null || answer.worstBefore().equals(order.worst()));
    }

    /** What is released once its book has answered. */
    BigDecimal answered(Replacement answer) {
        BigDecimal back = extra;
        BigDecimal openBefore = answer.openBefore();
        BigDecimal openAfter = answer.open();
        if (openBefore != null && openAfter != null) {
            back = back.add(held(openBefore, order.worst()))
                    .subtract(held(openAfter, answer.order().worst()));
            open = open.add(openAfter).subtract(openBefore);
            order = answer.order();
        }
        held = held.subtract(back);
        wanted = null;
        version++;
        return back;
    }

    /** What is placed next now that nothing more comes of it; null for nothing. */
    @Nullable
    OrderTerms exit() {
        Exit exit = order.terms().exit();
        boolean over = ended != null && !isAwaiting() && open.signum() == 0 && filled.signum() > 0;
        return exit == null || !over ? null : exit.of(symbol(), order.terms().side(), new Quantity(filled));
    }
}
