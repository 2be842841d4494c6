package dev.gembourse.processor.account;

import dev.gembourse.events.trading.TradingEvent;
import dev.gembourse.events.trading.TradingEvent.AccountOpened;
import dev.gembourse.events.trading.TradingEvent.OperationReversed;
import dev.gembourse.events.trading.TradingEvent.OrderFilled;
import dev.gembourse.events.trading.TradingEvent.TradeSettled;
import dev.gembourse.events.value.Side;
import dev.gembourse.events.value.Unit;
import java.math.BigDecimal;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/** What an account has of a unit after an event that changed it. */
public record Change(Unit unit, Bucket bucket, Holding after) {

    /**
     * What an event changes in its account, each unit and bucket once. This is the only code that says how.
     *
     * @param before null when there is no account yet
     * @throws IllegalStateException when the event cannot have happened to this account, which is a bug
     */
    public static List<Change> of(@Nullable Account before, TradingEvent event) {
        List<Change> changes = new ArrayList<>(2);
        int n = 0;
        for (Booking booking : Booking.of(event)) {
            Unit unit = booking.unit();
            Holding held = soFar(changes, before, unit, booking.bucket(), event);
            Holding after = switch (event) {
                case TradeSettled trade when !unit.equals(trade.currency()) -> position(held, booking.amount(), trade);
                case OrderFilled fill
                when unit.equals(fill.symbol().unit()) && fill.side() == Side.BUY ->
                    held.bought(booking.amount(), fill.notional().add(fill.fee()));
                case OperationReversed reversed ->
                    held.compensated(reversed.compensations().get(n));
                default -> moved(held, booking.amount(), booking.toPlayer());
            };
            n++;
            put(changes, new Change(unit, booking.bucket(), after), event);
            if (booking.counterparty() == null) {
                Holding other = soFar(changes, before, unit, Bucket.HELD, event);
                put(changes, new Change(unit, Bucket.HELD, moved(other, booking.amount(), !booking.toPlayer())), event);
            }
        }
        if (event instanceof OrderFilled fill && fill.side() == Side.SELL) {
            Unit unit = fill.symbol().unit();
            Holding available = soFar(changes, before, unit, Bucket.AVAILABLE, event);
            put(changes, new Change(unit, Bucket.AVAILABLE, costOfSale(available, fill)), event);
        }
        return changes;
    }

    /** The quantity has left what is held; its cost and the profit are kept with what is available. */
    private static Holding costOfSale(Holding available, OrderFilled fill) {
        BigDecimal pnl = Objects.requireNonNull(fill.realisedPnl(), "a sale realises a profit or loss");
        BigDecimal cost = fill.notional().subtract(fill.fee()).subtract(pnl);
        return available.sold(BigDecimal.ZERO, cost, pnl);
    }

    private static Holding soFar(
            List<Change> changes, @Nullable Account before, Unit unit, Bucket bucket, TradingEvent event) {
        int at = placeOf(changes, unit, bucket);
        return at < 0 ? held(before, unit, bucket, event) : changes.get(at).after;
    }

    private static void put(List<Change> changes, Change change, TradingEvent event) {
        int sign = change.after.quantity().signum();
        if (change.bucket == Bucket.SHORT ? sign > 0 : sign < 0) {
            throw new IllegalStateException("expected enough for " + event + " but " + change + " would be left");
        }
        int at = placeOf(changes, change.unit, change.bucket);
        if (at < 0) {
            changes.add(change);
        } else {
            changes.set(at, change);
        }
    }

    /** The last first, for a fee follows the cash that it goes from. */
    private static int placeOf(List<Change> changes, Unit unit, Bucket bucket) {
        for (int i = changes.size() - 1; i >= 0; i--) {
            Change change = changes.get(i);
            if (change.bucket == bucket && change.unit.equals(unit)) {
                return i;
            }
        }
        return -1;
    }

    private static Holding held(@Nullable Account account, Unit unit, Bucket bucket, TradingEvent event) {
        if (account != null) {
            return account.holding(unit, bucket);
        }
        if (event instanceof AccountOpened) {
            return Holding.NONE;
        }
        throw new IllegalStateException("expected an account for " + event + " but there is none");
    }

    private static Holding moved(Holding held, BigDecimal amount, boolean receives) {
        BigDecimal before = held.quantity();
        return new Holding(
                receives ? before.add(amount) : before.subtract(amount), held.costBasis(), held.realisedPnl());
    }

    private static Holding position(Holding held, BigDecimal quantity, TradeSettled trade) {
        BigDecimal notional = trade.notional();
        BigDecimal fee = trade.fee();
        if (trade.side() == Side.SELL_SHORT) {
            return held.bought(quantity.negate(), fee.subtract(notional));
        }
        if (trade.side() == Side.BUY && trade.realisedPnl() == null) {
            return held.bought(quantity, notional.add(fee));
        }
        BigDecimal pnl = Objects.requireNonNull(trade.realisedPnl(), "a sale realises a profit or loss");
        return trade.side() == Side.BUY
                ? held.sold(quantity.negate(), pnl.add(notional).add(fee).negate(), pnl)
                : held.sold(quantity, notional.subtract(fee).subtract(pnl), pnl);
    }
}
