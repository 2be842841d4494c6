package dev.gembourse.processor.account;

import static dev.gembourse.events.trading.TradingRefusal.ACCOUNT_EXISTS;
import static dev.gembourse.events.trading.TradingRefusal.ACCOUNT_NOT_FOUND;
import static dev.gembourse.events.trading.TradingRefusal.AMOUNT_SCALE_EXCEEDED;
import static dev.gembourse.events.trading.TradingRefusal.BALANCE_TOO_LARGE;
import static dev.gembourse.events.trading.TradingRefusal.INSUFFICIENT_CASH;
import static dev.gembourse.events.trading.TradingRefusal.UNKNOWN_CURRENCY;
import static dev.gembourse.events.trading.TradingRefusal.USERNAME_TAKEN;

import dev.gembourse.events.trading.TradingCommand;
import dev.gembourse.events.trading.TradingCommand.Deposit;
import dev.gembourse.events.trading.TradingCommand.OpenAccount;
import dev.gembourse.events.trading.TradingCommand.PlaceTrade;
import dev.gembourse.events.trading.TradingCommand.Withdraw;
import dev.gembourse.events.trading.TradingEvent;
import dev.gembourse.events.trading.TradingEvent.AccountOpened;
import dev.gembourse.events.trading.TradingEvent.Deposited;
import dev.gembourse.events.trading.TradingEvent.OperationRefused;
import dev.gembourse.events.trading.TradingEvent.Withdrawn;
import dev.gembourse.events.trading.TradingRefusal;
import dev.gembourse.events.value.Currencies;
import dev.gembourse.events.value.Money;
import java.math.BigDecimal;
import java.time.Instant;
import java.util.OptionalInt;
import org.jspecify.annotations.Nullable;

/**
 * Decides what becomes of a command: the event to be, or a refusal for the first reason, in the order of {@link
 * TradingRefusal}, that applies. Changes nothing; {@link Change#of} applies what was decided.
 */
public final class AccountRules {

    private final TradeRules trades;

    public AccountRules(Quotes quotes, FeeRate feeRate) {
        this.trades = new TradeRules(quotes, feeRate);
    }

    /**
     * Decides a command whose operation is new.
     *
     * @param account the account that the command names, or null when there is none
     * @param now the time of what happens
     */
    public TradingEvent decide(@Nullable Account account, TradingCommand command, Usernames usernames, Instant now) {
        if (command instanceof OpenAccount open) {
            return open(account, open, usernames, now);
        }
        if (account == null) {
            return refuse(command, ACCOUNT_NOT_FOUND, "expected an account but there is none of this id", now);
        }
        return switch (command) {
            case OpenAccount open -> open(account, open, usernames, now);
            case Deposit deposit -> deposit(account, deposit, now);
            case Withdraw withdraw -> withdraw(account, withdraw, now);
            case PlaceTrade trade -> trades.decide(account, trade, now);
        };
    }

    private static TradingEvent open(@Nullable Account account, OpenAccount open, Usernames usernames, Instant now) {
        if (account != null) {
            return refuse(open, ACCOUNT_EXISTS, "expected a new account id but there is an account of it", now);
        }
        if (!usernames.isFree(open.username())) {
            return refuse(open, USERNAME_TAKEN, "expected a free name but '" + open.username() + "' is taken", now);
        }
        OperationRefused refusal = open.initialDeposit() == null ? null : refusalOf(open.initialDeposit(), open, now);
        return refusal != null
                ? refusal
                : new AccountOpened(open.operationId(), open.accountId(), open.username(), open.initialDeposit(), now);
    }

    private static TradingEvent deposit(Account account, Deposit deposit, Instant now) {
        Money money = deposit.money();
        OperationRefused refusal = refusalOf(money, deposit, now);
        if (refusal != null) {
            return refusal;
        }
        BigDecimal after = account.holding(money.currency()).quantity().add(amountOf(money));
        if (Amounts.isTooLarge(after)) {
            return refuse(deposit, BALANCE_TOO_LARGE, tooLarge(money.currency()), now);
        }
        return new Deposited(deposit.operationId(), deposit.accountId(), money, after, now);
    }

    private static TradingEvent withdraw(Account account, Withdraw withdraw, Instant now) {
        Money money = withdraw.money();
        OperationRefused refusal = refusalOf(money, withdraw, now);
        if (refusal != null) {
            return refusal;
        }
        BigDecimal available = account.holding(money.currency()).quantity();
        if (available.compareTo(money.amount()) < 0) {
            return refuse(withdraw, INSUFFICIENT_CASH, insufficient(money.amount(), money.currency(), available), now);
        }
        return new Withdrawn(
                withdraw.operationId(), withdraw.accountId(), money, available.subtract(amountOf(money)), now);
    }

    private static @Nullable OperationRefused refusalOf(Money money, TradingCommand command, Instant now) {
        OptionalInt scale = Currencies.scale(money.currency());
        if (scale.isEmpty()) {
            return refuse(
                    command,
                    UNKNOWN_CURRENCY,
                    "expected one of " + Currencies.all() + " but got " + money.currency(),
                    now);
        }
        if (money.amount().scale() > scale.getAsInt()) {
            return refuse(command, AMOUNT_SCALE_EXCEEDED, tooFine("amount", scale.getAsInt(), money.amount()), now);
        }
        return null;
    }

    private static BigDecimal amountOf(Money money) {
        return Amounts.of(money.currency(), money.amount());
    }

    static OperationRefused refuse(TradingCommand command, TradingRefusal reason, String detail, Instant now) {
        return new OperationRefused(command.operationId(), command.accountId(), command.kind(), reason, detail, now);
    }

    static String insufficient(BigDecimal needed, Object unit, BigDecimal available) {
        return "expected at least %s %s available but got %s"
                .formatted(needed.toPlainString(), unit, available.toPlainString());
    }

    static String tooFine(String what, int scale, BigDecimal got) {
        return "expected %s to have at most %d decimals but got %s".formatted(what, scale, got.toPlainString());
    }

    static String tooLarge(Object unit) {
        return "expected the balance of " + unit + " to stay under 10^20";
    }
}
