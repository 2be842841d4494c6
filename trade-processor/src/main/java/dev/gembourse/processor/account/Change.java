package dev.gembourse.processor.account;

import dev.gembourse.events.trading.TradingEvent;
import dev.gembourse.events.trading.TradingEvent.AccountOpened;
import dev.gembourse.events.trading.TradingEvent.OperationReversed;
import dev.gembourse.events.trading.TradingEvent.TradeSettled;
import dev.gembourse.events.value.Side;
import dev.gembourse.events.value.Unit;
import java.math.BigDecimal;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/** What an account holds of a unit after an event that changed it. */
public record Change(Unit unit, Holding after) {

    /**
     * What an event changes in its account, each unit once. This is the only code that says how.
     *
     * @param before null when there is no account yet
     * @throws IllegalStateException when the event cannot have happened to this account, which is a bug
     */
    public static List<Change> of(@Nullable Account before, TradingEvent event) {
        List<Change> changes = new ArrayList<>(2);
        int n = 0;
        for (Booking booking : Booking.of(event)) {
            Unit unit = booking.unit();
            int last = changes.size() - 1;
            boolean again =
                    last >= 0 && changes.get(last).unit.equals(unit); // a fee follows the cash that it goes from
            Holding held = again ? changes.remove(last).after : held(before, unit, event);
            Holding after = switch (event) {
                case TradeSettled trade when !unit.equals(trade.currency()) -> position(held, booking.amount(), trade);
                case OperationReversed reversed ->
                    held.compensated(reversed.compensations().get(n));
                default -> cash(held, booking);
            };
            n++;
            if (after.quantity().signum() < 0) {
                throw new IllegalStateException("expected enough for " + event + " but " + after + " would be left");
            }
            changes.add(new Change(unit, after));
        }
        return changes;
    }

    private static Holding held(@Nullable Account account, Unit unit, TradingEvent event) {
        if (account != null) {
            return account.holding(unit);
        }
        if (event instanceof AccountOpened) {
            return Holding.NONE;
        }
        throw new IllegalStateException("expected an account for " + event + " but there is none");
    }

    private static Holding cash(Holding held, Booking booking) {
        BigDecimal before = held.quantity();
        return Holding.ofCash(booking.toPlayer() ? before.add(booking.amount()) : before.subtract(booking.amount()));
    }

    private static Holding position(Holding held, BigDecimal quantity, TradeSettled trade) {
        if (trade.side() == Side.BUY) {
            return held.bought(quantity, trade.notional().add(trade.fee()));
        }
        BigDecimal pnl = Objects.requireNonNull(trade.realisedPnl(), "a sale realises a profit or loss");
        BigDecimal cost = trade.notional().subtract(trade.fee()).subtract(pnl);
        return held.sold(quantity, cost, pnl);
    }
}
