package dev.gembourse.processor.account;

import static dev.gembourse.events.trading.TradingRefusal.AMOUNT_SCALE_EXCEEDED;
import static dev.gembourse.events.trading.TradingRefusal.BALANCE_TOO_LARGE;
import static dev.gembourse.events.trading.TradingRefusal.INSUFFICIENT_CASH;
import static dev.gembourse.events.trading.TradingRefusal.UNIT_CLOSED;
import static dev.gembourse.events.trading.TradingRefusal.UNKNOWN_CURRENCY;
import static dev.gembourse.events.trading.TradingRefusal.UNKNOWN_UNIT;

import dev.gembourse.events.market.UnitBook;
import dev.gembourse.events.market.UnitDefinition;
import dev.gembourse.events.market.UnitStatus;
import dev.gembourse.events.trading.TradingCommand;
import dev.gembourse.events.trading.TradingCommand.SendGift;
import dev.gembourse.events.trading.TradingCommand.WalletCommand;
import dev.gembourse.events.trading.TradingEvent;
import dev.gembourse.events.trading.TradingEvent.OperationRefused;
import dev.gembourse.events.value.Money;
import dev.gembourse.events.value.Unit;
import java.math.BigDecimal;
import java.time.Instant;
import org.jspecify.annotations.Nullable;

/** Decides what an account receives from the treasury and what it pays, to the treasury or as a gift. */
final class TreasuryRules {

    /** Makes the event from what there is of the unit afterwards, with its decimals; held is null where nothing is. */
    interface Settled {
        TradingEvent with(BigDecimal available, @Nullable BigDecimal held);
    }

    private final UnitBook units;

    TreasuryRules(UnitBook units) {
        this.units = units;
    }

    /** The event that follows from the balance afterwards; or a refusal. */
    TradingEvent receive(Account account, TradingCommand command, Money money, Instant now, Settled settled) {
        OperationRefused refusal = refusalOfIncoming(command, money, now);
        if (refusal != null) {
            return refusal;
        }
        BigDecimal after = units.shown(
                money.currency(), account.holding(money.currency()).quantity().add(money.amount()));
        if (Amounts.isTooLarge(after)) {
            return AccountRules.refuse(command, BALANCE_TOO_LARGE, AccountRules.tooLarge(money.currency()), now);
        }
        return settled.with(after, held(account, money.currency()));
    }

    /** As {@link #receive}, the other way. */
    TradingEvent pay(Account account, TradingCommand command, Money money, Instant now, Settled settled) {
        OperationRefused refusal = refusalOf(command, money, now);
        if (refusal != null) {
            return refusal;
        }
        BigDecimal available =
                units.shown(money.currency(), account.holding(money.currency()).quantity());
        if (available.compareTo(money.amount()) < 0) {
            String detail = AccountRules.insufficient(money.amount(), money.currency(), available);
            return AccountRules.refuse(command, INSUFFICIENT_CASH, detail, now);
        }
        return settled.with(available.subtract(money.amount()), held(account, money.currency()));
    }

    /** What is held of a unit, which only trades change; null where nothing is. */
    @Nullable
    BigDecimal held(Account account, Unit unit) {
        BigDecimal held = account.holding(unit, Bucket.HELD).quantity();
        return held.signum() == 0 ? null : units.shown(unit, Amounts.plain(held));
    }

    /** Why the money cannot come in, whoever receives it; null when it can. */
    @Nullable
    OperationRefused refusalOfIncoming(TradingCommand command, Money money, Instant now) {
        UnitDefinition unit = units.find(money.currency());
        return unit != null && unit.status() == UnitStatus.CLOSED
                ? AccountRules.refuse(
                        command, UNIT_CLOSED, "expected an open unit but " + unit.unit() + " is closed", now)
                : refusalOf(command, money, now);
    }

    private @Nullable OperationRefused refusalOf(TradingCommand command, Money money, Instant now) {
        UnitDefinition unit = units.find(money.currency());
        if (unit == null) {
            return AccountRules.refuse(
                    command,
                    command instanceof WalletCommand || command instanceof SendGift ? UNKNOWN_UNIT : UNKNOWN_CURRENCY,
                    "expected a currency or virtual unit but got " + money.currency(),
                    now);
        }
        if (money.amount().scale() > unit.scale()) {
            String detail = AccountRules.tooFine("amount", unit.scale(), money.amount());
            return AccountRules.refuse(command, AMOUNT_SCALE_EXCEEDED, detail, now);
        }
        return null;
    }
}
