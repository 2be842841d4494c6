package dev.gembourse.processor.account;

import dev.gembourse.events.trading.TradingEvent;
import dev.gembourse.events.trading.TradingEvent.AccountOpened;
import dev.gembourse.events.trading.TradingEvent.CommandRepeated;
import dev.gembourse.events.trading.TradingEvent.Deposited;
import dev.gembourse.events.trading.TradingEvent.OperationRefused;
import dev.gembourse.events.trading.TradingEvent.TradeSettled;
import dev.gembourse.events.trading.TradingEvent.Withdrawn;
import dev.gembourse.events.value.AccountId;
import dev.gembourse.events.value.Side;
import dev.gembourse.events.value.Unit;
import java.math.BigDecimal;
import java.util.Collections;
import java.util.HashMap;
import java.util.Map;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/** A player's account as its events have left it. Immutable; {@link #after} is the only code that says how it changes. */
public final class Account {

    private final AccountId id;
    private final Map<Unit, Holding> holdings;

    private Account(AccountId id, Map<Unit, Holding> holdings) {
        this.id = id;
        this.holdings = holdings;
    }

    /** An account as it was stored. */
    public static Account of(AccountId id, Map<Unit, Holding> holdings) {
        return new Account(id, new HashMap<>(holdings));
    }

    /**
     * The account after an event.
     *
     * @param before null when there was none
     * @throws IllegalStateException when the event cannot have happened to this account, which is a bug
     */
    public static @Nullable Account after(@Nullable Account before, TradingEvent event) {
        return switch (event) {
            case AccountOpened opened -> new Account(opened.accountId(), Map.of()).booked(opened);
            case Deposited deposited -> existing(before, event).booked(deposited);
            case Withdrawn withdrawn -> existing(before, event).booked(withdrawn);
            case TradeSettled trade -> existing(before, event).traded(trade);
            case OperationRefused ignored -> before;
            case CommandRepeated ignored -> before;
        };
    }

    public AccountId id() {
        return id;
    }

    /** What it holds of a unit; zeros when it never had any. */
    public Holding holding(Unit unit) {
        return holdings.getOrDefault(unit, Holding.NONE);
    }

    public Map<Unit, Holding> holdings() {
        return Collections.unmodifiableMap(holdings);
    }

    private Account booked(TradingEvent event) {
        Map<Unit, Holding> next = new HashMap<>(holdings);
        for (Booking booking : Booking.of(event)) {
            move(next, booking, event);
        }
        return new Account(id, next);
    }

    private Account traded(TradeSettled trade) {
        Map<Unit, Holding> next = new HashMap<>(holdings);
        for (Booking booking : Booking.of(trade)) {
            if (booking.unit().equals(trade.currency())) {
                move(next, booking, trade);
            } else {
                next.put(booking.unit(), position(holding(booking.unit()), booking.amount(), trade));
            }
        }
        return new Account(id, next);
    }

    private static Holding position(Holding before, BigDecimal quantity, TradeSettled trade) {
        if (trade.side() == Side.BUY) {
            return before.bought(quantity, trade.notional().add(trade.fee()));
        }
        BigDecimal pnl = Objects.requireNonNull(trade.realisedPnl(), "a sale realises a profit or loss");
        BigDecimal cost = trade.notional().subtract(trade.fee()).subtract(pnl);
        return notNegative(before.sold(quantity, cost, pnl), trade);
    }

    private static void move(Map<Unit, Holding> holdings, Booking booking, TradingEvent event) {
        BigDecimal before = holdings.getOrDefault(booking.unit(), Holding.NONE).quantity();
        BigDecimal after = booking.toPlayer() ? before.add(booking.amount()) : before.subtract(booking.amount());
        holdings.put(booking.unit(), notNegative(Holding.ofCash(after), event));
    }

    private static Account existing(@Nullable Account account, TradingEvent event) {
        if (account == null) {
            throw new IllegalStateException("expected an account for " + event + " but there is none");
        }
        return account;
    }

    private static Holding notNegative(Holding holding, TradingEvent event) {
        if (holding.quantity().signum() < 0) {
            throw new IllegalStateException("expected enough for " + event + " but " + holding + " would be left");
        }
        return holding;
    }

    @Override
    public boolean equals(@Nullable Object other) {
        return other instanceof Account that && id.equals(that.id) && holdings.equals(that.holdings);
    }

    @Override
    public int hashCode() {
        return Objects.hash(id, holdings);
    }

    @Override
    public String toString() {
        return "account " + id + " " + holdings;
    }
}
