package dev.gembourse.leaderboard;

import dev.gembourse.events.trading.TradingEvent.AccountOpened;
import dev.gembourse.events.trading.TradingEvent.Deposited;
import dev.gembourse.events.trading.TradingEvent.PartnerTradeRecorded;
import dev.gembourse.events.trading.TradingEvent.TradeSettled;
import dev.gembourse.events.value.AccountId;
import dev.gembourse.events.value.Money;
import dev.gembourse.events.value.OperationId;
import dev.gembourse.events.value.Price;
import dev.gembourse.events.value.Quantity;
import dev.gembourse.events.value.Side;
import dev.gembourse.events.value.Symbol;
import dev.gembourse.events.value.Unit;
import dev.gembourse.events.value.Username;
import dev.gembourse.events.value.Uuids;
import java.math.BigDecimal;
import java.time.Instant;

/** Trading events for tests, as settlement would have published them. */
public final class Trading {

    private Trading() {}

    public static AccountId account(String name) {
        return new AccountId(Uuids.nameBased("account " + name));
    }

    public static AccountOpened opened(String name, Instant at) {
        AccountId id = account(name);
        return new AccountOpened(OperationId.of(id.toString(), "open"), id, new Username(name), null, at);
    }

    public static Deposited deposited(String name, Instant at) {
        AccountId id = account(name);
        return new Deposited(
                OperationId.of(id.toString(), "deposit " + at),
                id,
                Money.of("USD", "100"),
                new BigDecimal("100.00"),
                null,
                at);
    }

    public static TradeSettled settled(String name, Side side, Instant at) {
        AccountId id = account(name);
        return new TradeSettled(
                OperationId.of(id.toString(), "trade " + at),
                id,
                new Symbol("GOLD"),
                "Gold",
                side,
                Quantity.of("5"),
                Price.of("50"),
                new BigDecimal("250.00"),
                new Unit("USD"),
                new BigDecimal("0.00"),
                side == Side.BUY ? null : new BigDecimal("0.00"),
                new BigDecimal("750.00"),
                new BigDecimal("5"),
                new BigDecimal("50"),
                at);
    }

    /** A trade that a partner has settled a minute before. */
    public static PartnerTradeRecorded partnerTrade(String name, Instant at) {
        AccountId id = account(name);
        return new PartnerTradeRecorded(
                OperationId.of(id.toString(), "partner's trade " + at),
                id,
                new Symbol("FOREIGN"),
                Side.SELL,
                Quantity.of("5"),
                Price.of("50"),
                new Unit("CHF"),
                at.minusSeconds(60),
                at);
    }

    public static TradeSettled settled(String name, Instant at) {
        return settled(name, Side.BUY, at);
    }
}
