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
import java.util.Map;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/** A player's account as its events have left it. Immutable; {@link #after} is the only code that says how it changes. */
public final class Account {

    private final AccountId id;
    private final Holdings holdings;

    private Account(AccountId id, Holdings holdings) {
        this.id = id;
        this.holdings = holdings;
    }

    /** An account as it was stored. */
    public static Account of(AccountId id, Map<Unit, Holding> holdings) {
        return new Account(id, Holdings.of(holdings));
    }

    /**
     * The account after an event.
     *
     * @param before null when there was none
     * @throws IllegalStateException when the event cannot have happened to this account, which is a bug
     */
    public static @Nullable Account after(@Nullable Account before, TradingEvent event) {
        return switch (event) {
            case AccountOpened opened -> new Account(opened.accountId(), Holdings.NONE).booked(opened);
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
        return holdings.of(unit);
    }

    public Map<Unit, Holding> holdings() {
        return holdings.asMap();
    }

    private Account booked(TradingEvent event) {
        Holdings next = holdings;
        for (Booking booking : Booking.of(event)) {
            next = moved(next, booking, event);
        }
        return new Account(id, next);
    }

    private Account traded(TradeSettled trade) {
        Holdings next = holdings;
        for (Booking booking : Booking.of(trade)) {
            if (booking.unit().equals(trade.currency())) {
                next = moved(next, booking, trade);
            } else {
                next = next.with(booking.unit(), position(holding(booking.unit()), booking.amount(), trade));
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

    private static Holdings moved(Holdings holdings, Booking booking, TradingEvent event) {
        BigDecimal before = holdings.of(booking.unit()).quantity();
        BigDecimal after = booking.toPlayer() ? before.add(booking.amount()) : before.subtract(booking.amount());
        return holdings.with(booking.unit(), notNegative(Holding.ofCash(after), event));
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
