package dev.gembourse.events.trading;

import dev.gembourse.events.value.AccountId;
import dev.gembourse.events.value.Decimals;
import dev.gembourse.events.value.Money;
import dev.gembourse.events.value.OperationId;
import dev.gembourse.events.value.Quantity;
import dev.gembourse.events.value.Side;
import dev.gembourse.events.value.StreamPosition;
import dev.gembourse.events.value.Symbol;
import dev.gembourse.events.value.Username;
import java.math.BigDecimal;
import java.time.Instant;
import org.jspecify.annotations.Nullable;

/** A request about one account, on {@code trading.commands.v1}, keyed by the account id. */
public sealed interface TradingCommand {

    /** Which operation this asks for; the same id with the same {@link #content()} is the same request. */
    OperationId operationId();

    AccountId accountId();

    /** When the request was accepted (the sender's clock; informative only). */
    Instant submittedAt();

    /** What kind of operation this is, as shown to users. */
    OperationKind kind();

    /** What is asked for, without when and how: two requests with equal content are retries of each other. */
    String content();

    /** Opens an account, with an optional first deposit. */
    record OpenAccount(
            OperationId operationId,
            AccountId accountId,
            Username username,
            @Nullable Money initialDeposit,
            Instant submittedAt)
            implements TradingCommand {
        @Override
        public OperationKind kind() {
            return OperationKind.OPEN_ACCOUNT;
        }

        @Override
        public String content() {
            return "open " + username + " " + initialDeposit;
        }
    }

    /** Puts money from the treasury into the account. */
    record Deposit(OperationId operationId, AccountId accountId, Money money, Instant submittedAt)
            implements TradingCommand {
        @Override
        public OperationKind kind() {
            return OperationKind.DEPOSIT;
        }

        @Override
        public String content() {
            return "deposit " + money;
        }
    }

    /** Takes money out of the account into the treasury. */
    record Withdraw(OperationId operationId, AccountId accountId, Money money, Instant submittedAt)
            implements TradingCommand {
        @Override
        public OperationKind kind() {
            return OperationKind.WITHDRAWAL;
        }

        @Override
        public String content() {
            return "withdraw " + money;
        }
    }

    /**
     * Buys or sells at the house price that holds when the command is settled. Exactly one of quantity (in the asset) and
     * notional (in the asset's currency) is given.
     *
     * @param quoteAtLeast the market's journal position whose price the sender has seen; settlement uses that price or a
     *     newer one
     */
    record PlaceTrade(
            OperationId operationId,
            AccountId accountId,
            Symbol symbol,
            Side side,
            @Nullable Quantity quantity,
            @Nullable BigDecimal notional,
            @Nullable StreamPosition quoteAtLeast,
            Instant submittedAt)
            implements TradingCommand {

        public PlaceTrade {
            if ((quantity == null) == (notional == null)) {
                throw new IllegalArgumentException("expected exactly one of quantity and notional");
            }
            if (notional != null) {
                notional = Decimals.positive("notional", notional);
            }
        }

        @Override
        public OperationKind kind() {
            return OperationKind.TRADE;
        }

        @Override
        public String content() {
            return side + " " + symbol + " " + (quantity != null ? quantity : "for " + text(notional));
        }

        private static String text(@Nullable BigDecimal amount) {
            return amount == null ? "" : amount.toPlainString();
        }
    }
}
