package dev.gembourse.processor.account;

import dev.gembourse.events.order.EndReason;
import dev.gembourse.events.order.Fill;
import dev.gembourse.events.order.Liquidity;
import dev.gembourse.events.order.OrderEnd;
import dev.gembourse.events.order.OrderStatus;
import dev.gembourse.events.order.Replacement;
import dev.gembourse.events.order.Trigger;
import dev.gembourse.events.trading.TradingCommand;
import dev.gembourse.events.trading.TradingCommand.EndOrder;
import dev.gembourse.events.trading.TradingCommand.NoteTrigger;
import dev.gembourse.events.trading.TradingCommand.SettleFill;
import dev.gembourse.events.trading.TradingCommand.SettleReplacement;
import dev.gembourse.events.trading.TradingEvent;
import dev.gembourse.events.trading.TradingEvent.OrderEnded;
import dev.gembourse.events.trading.TradingEvent.OrderFilled;
import dev.gembourse.events.trading.TradingEvent.OrderReplaced;
import dev.gembourse.events.trading.TradingEvent.OrderTriggered;
import dev.gembourse.events.value.OrderId;
import dev.gembourse.events.value.Side;
import dev.gembourse.events.value.Unit;
import java.math.BigDecimal;
import java.time.Instant;
import org.jspecify.annotations.Nullable;

/**
 * Settles what books have decided about orders. Nothing here says no: what it takes is held. Each fill and the end take the share of
 * what is held that is theirs by the book, so that they may come in any order.
 */
final class FillRules {

    private FillRules() {}

    static TradingEvent settle(Account account, SettleFill settle, Orders orders, Instant now) {
        Fill fill = settle.fill();
        OrderState order = order(settle, fill.order(), orders);
        return order.side() == Side.BUY ? buy(account, order, settle, now) : sell(account, order, settle, now);
    }

    private static TradingEvent buy(Account account, OrderState order, SettleFill settle, Instant now) {
        Fill fill = settle.fill();
        BigDecimal taken = order.byBudget() ? fill.notional() : fill.quantity().value();
        BigDecimal worst = fill.worst().value();
        BigDecimal share =
                order.held(fill.open(), worst).subtract(order.held(fill.open().subtract(taken), worst));
        BigDecimal fee = rate(order, fill).of(fill.notional()).min(share.subtract(fill.notional()));
        BigDecimal unfilled = unfilled(settle.end());
        BigDecimal left = order.open().subtract(taken).subtract(unfilled);
        BigDecimal released = share.subtract(fill.notional()).subtract(fee).add(held(order, settle.end()));
        BigDecimal cost = fill.notional().add(fee);
        Holding position = position(account, order).bought(fill.quantity().value(), cost);
        BigDecimal cash = account.holding(order.currency()).quantity().add(released);
        return filled(order, settle, fee, released, BigDecimal.ZERO, null, cash, position, left, now);
    }

    private static TradingEvent sell(Account account, OrderState order, SettleFill settle, Instant now) {
        Fill fill = settle.fill();
        BigDecimal quantity = fill.quantity().value();
        BigDecimal fee = rate(order, fill).of(fill.notional());
        BigDecimal proceeds = fill.notional().subtract(fee);
        Holding held = position(account, order);
        BigDecimal cost = held.costOf(quantity);
        BigDecimal pnl = Amounts.atLeast(order.currencyScale(), proceeds.subtract(cost));
        BigDecimal cash = account.holding(order.currency()).quantity().add(proceeds);
        BigDecimal unfilled = unfilled(settle.end());
        BigDecimal left = order.open().subtract(quantity).subtract(unfilled);
        Holding position = held.sold(quantity, cost, pnl);
        return filled(order, settle, fee, BigDecimal.ZERO, unfilled, pnl, cash, position, left, now);
    }

    static TradingEvent end(Account account, EndOrder command, Orders orders, Instant now) {
        OrderEnd end = command.end();
        OrderState order = order(command, end.order(), orders);
        BigDecimal left = order.open().subtract(end.unfilled());
        BigDecimal released = held(order, end);
        Unit unit = order.heldUnit();
        return new OrderEnded(
                command.operationId(),
                command.accountId(),
                order.id(),
                order.symbol(),
                end.reason(),
                unit,
                released,
                order.told(account.holding(unit).quantity().add(released)),
                Amounts.plain(left),
                order.exit(left, end.reason(), order.replacing(), order.filled()),
                now);
    }

    /** The last price has reached its stop. */
    static TradingEvent note(NoteTrigger command, Orders orders, Instant now) {
        Trigger trigger = command.trigger();
        OrderState order = order(command, trigger.order(), orders);
        return new OrderTriggered(
                command.operationId(), command.accountId(), order.id(), order.symbol(), trigger.price(), now);
    }

    /** What was held for the order as it was and as it is to be makes place for what it is held with now. */
    static TradingEvent settle(Account account, SettleReplacement command, Orders orders, Instant now) {
        Replacement answer = command.replacement();
        OrderState order = order(command, answer.order().id(), orders);
        BigDecimal released = answer.extra();
        BigDecimal left = order.open();
        if (answer.open() != null && answer.openBefore() != null && answer.worstBefore() != null) {
            released = released.add(
                            order.held(answer.openBefore(), answer.worstBefore().value()))
                    .subtract(order.held(answer.open(), answer.order().worst().value()));
            left = left.add(answer.open()).subtract(answer.openBefore());
        }
        Unit unit = order.heldUnit();
        return new OrderReplaced(
                command.operationId(),
                command.accountId(),
                answer.wish(),
                answer.order(),
                answer.accepted(),
                unit,
                order.told(released),
                order.told(account.holding(unit).quantity().add(released)),
                Amounts.plain(left),
                order.exit(left, order.reason(), false, order.filled()),
                now);
    }

    private static OrderFilled filled(
            OrderState order,
            SettleFill settle,
            BigDecimal fee,
            BigDecimal released,
            BigDecimal releasedAsset,
            @Nullable BigDecimal pnl,
            BigDecimal cash,
            Holding position,
            BigDecimal left,
            Instant now) {
        Fill fill = settle.fill();
        EndReason reason = settle.end() == null ? order.reason() : settle.end().reason();
        return new OrderFilled(
                settle.operationId(),
                settle.accountId(),
                order.id(),
                order.symbol(),
                order.side(),
                fill.number(),
                fill.liquidity(),
                fill.house(),
                fill.quantity(),
                fill.price(),
                fill.notional(),
                order.currency(),
                fee,
                released,
                releasedAsset,
                pnl,
                cash.setScale(order.currencyScale()),
                position.quantity(),
                position.averageCost(),
                Amounts.plain(left),
                status(order, reason),
                reason,
                order.filled().signum() == 0,
                order.exit(
                        left,
                        reason,
                        order.replacing(),
                        order.filled().add(fill.quantity().value())),
                now);
    }

    private static OrderStatus status(OrderState order, @Nullable EndReason reason) {
        if (reason != null) {
            return reason.status();
        }
        boolean changing =
                order.status() == OrderStatus.PENDING_CANCEL || order.status() == OrderStatus.PENDING_REPLACE;
        return changing ? order.status() : OrderStatus.PARTIALLY_FILLED;
    }

    private static FeeRate rate(OrderState order, Fill fill) {
        return new FeeRate(
                fill.liquidity() == Liquidity.MAKER
                        ? order.placement().makerBasisPoints()
                        : order.placement().takerBasisPoints());
    }

    private static BigDecimal held(OrderState order, @Nullable OrderEnd end) {
        return end == null
                ? BigDecimal.ZERO
                : order.held(end.unfilled(), end.worst().value());
    }

    private static BigDecimal unfilled(@Nullable OrderEnd end) {
        return end == null ? BigDecimal.ZERO : end.unfilled();
    }

    private static Holding position(Account account, OrderState order) {
        return account.position(order.symbol().unit());
    }

    private static OrderState order(TradingCommand command, OrderId id, Orders orders) {
        OrderState order = orders.find(id);
        if (order == null || !order.account().equals(command.accountId())) {
            throw new IllegalStateException(
                    "expected an order of account %s for %s".formatted(command.accountId(), command));
        }
        return order;
    }
}
