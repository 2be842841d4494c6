package dev.gembourse.events.trading;

import dev.gembourse.events.order.Fill;
import dev.gembourse.events.order.OrderEnd;
import dev.gembourse.events.order.OrderPrices;
import dev.gembourse.events.order.OrderTerms;
import dev.gembourse.events.order.Replacement;
import dev.gembourse.events.order.Trigger;
import dev.gembourse.events.value.AccountId;
import dev.gembourse.events.value.Decimals;
import dev.gembourse.events.value.Money;
import dev.gembourse.events.value.Note;
import dev.gembourse.events.value.OperationId;
import dev.gembourse.events.value.OrderId;
import dev.gembourse.events.value.Price;
import dev.gembourse.events.value.Quantity;
import dev.gembourse.events.value.Reference;
import dev.gembourse.events.value.Side;
import dev.gembourse.events.value.StreamPosition;
import dev.gembourse.events.value.Symbol;
import dev.gembourse.events.value.Unit;
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

    /**
     * The market's journal position that the sender has seen, where the command is about something that the market told of:
     * settlement waits, bounded, until it has seen as much. Null otherwise.
     */
    @Nullable
    StreamPosition marketAtLeast();

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
            @Nullable StreamPosition marketAtLeast,
            Instant submittedAt)
            implements TradingCommand {

        /** With a first deposit, if any, of a unit that settlement knows from the start. */
        public OpenAccount(
                OperationId operationId,
                AccountId accountId,
                Username username,
                @Nullable Money initialDeposit,
                Instant submittedAt) {
            this(operationId, accountId, username, initialDeposit, null, submittedAt);
        }

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
    record Deposit(
            OperationId operationId,
            AccountId accountId,
            Money money,
            @Nullable StreamPosition marketAtLeast,
            Instant submittedAt)
            implements TradingCommand {

        /** Of a unit that settlement knows from the start. */
        public Deposit(OperationId operationId, AccountId accountId, Money money, Instant submittedAt) {
            this(operationId, accountId, money, null, submittedAt);
        }

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
    record Withdraw(
            OperationId operationId,
            AccountId accountId,
            Money money,
            @Nullable StreamPosition marketAtLeast,
            Instant submittedAt)
            implements TradingCommand {

        /** Of a unit that settlement knows from the start. */
        public Withdraw(OperationId operationId, AccountId accountId, Money money, Instant submittedAt) {
            this(operationId, accountId, money, null, submittedAt);
        }

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
        public @Nullable StreamPosition marketAtLeast() {
            return quoteAtLeast;
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

    /**
     * Sells what the account holds of an asset, or a part of it, at the house price that holds when it is settled. The outcome is a
     * trade like any other.
     *
     * @param quantity how much; null when it is not said
     * @param percentage how much of what is held then, over 0 and at most 100; rounded down to the asset's smallest quantity; null
     *     when it is not said. All of it when neither is
     */
    record ClosePosition(
            OperationId operationId,
            AccountId accountId,
            Symbol symbol,
            @Nullable Quantity quantity,
            @Nullable BigDecimal percentage,
            @Nullable StreamPosition marketAtLeast,
            Instant submittedAt)
            implements TradingCommand {

        private static final BigDecimal ALL = new BigDecimal(100);

        public ClosePosition {
            if (quantity != null && percentage != null) {
                throw new IllegalArgumentException("expected at most one of quantity and percentage");
            }
            if (percentage != null) {
                percentage = Decimals.positive("percentage", percentage);
                if (percentage.compareTo(ALL) > 0) {
                    throw new IllegalArgumentException("expected percentage to be at most 100");
                }
            }
        }

        @Override
        public OperationKind kind() {
            return OperationKind.TRADE;
        }

        @Override
        public String content() {
            return "close " + symbol + " "
                    + (quantity != null ? quantity : percentage != null ? percentage.toPlainString() + " %" : "all");
        }
    }

    /** Places an order: what it can cost at most is held, and it goes to the book of its asset. */
    record PlaceOrder(
            OperationId operationId,
            AccountId accountId,
            OrderTerms terms,
            @Nullable StreamPosition marketAtLeast,
            Instant submittedAt)
            implements TradingCommand {

        /** The operation that places what follows on an order with an exit: always the same one for the same order. */
        public static OperationId exitOf(OrderId entry) {
            return OperationId.of("order:" + entry, "exit");
        }

        /** The order that it places. */
        public OrderId order() {
            return terms.clientOrderId() == null
                    ? OrderId.of(operationId)
                    : OrderId.of(accountId, terms.clientOrderId());
        }

        @Override
        public OperationKind kind() {
            return OperationKind.ORDER;
        }

        @Override
        public String content() {
            return "order " + terms.content();
        }
    }

    /**
     * Asks to cancel open orders of the account. They can still be filled until their books have heard of it.
     *
     * @param order which one; null for all
     * @param symbol when it is all: of which asset alone; null for all assets
     */
    record CancelOrders(
            OperationId operationId,
            AccountId accountId,
            @Nullable OrderId order,
            @Nullable Symbol symbol,
            Instant submittedAt)
            implements TradingCommand {
        @Override
        public @Nullable StreamPosition marketAtLeast() {
            return null;
        }

        @Override
        public OperationKind kind() {
            return OperationKind.ORDER_CANCELLATION;
        }

        @Override
        public String content() {
            return "cancel " + (order != null ? order : symbol != null ? "all of " + symbol : "all");
        }
    }

    /**
     * Asks for another quantity or other prices of an open order. What it costs more is held; until its book has heard of it, it is as it was.
     *
     * @param version the one that its owner has seen
     * @param quantity all of it, with what is filled; null when it stays as it is
     * @param prices those that change
     */
    record ReplaceOrder(
            OperationId operationId,
            AccountId accountId,
            OrderId order,
            int version,
            @Nullable Quantity quantity,
            OrderPrices prices,
            Instant submittedAt)
            implements TradingCommand {

        public ReplaceOrder {
            if (quantity == null && prices.equals(OrderPrices.NONE)) {
                throw new IllegalArgumentException("expected a quantity or a price to change");
            }
        }

        @Override
        public @Nullable StreamPosition marketAtLeast() {
            return null;
        }

        @Override
        public OperationKind kind() {
            return OperationKind.ORDER_REPLACEMENT;
        }

        @Override
        public String content() {
            return "replace " + order + " version " + version + " by " + (quantity == null ? "" : quantity) + " "
                    + prices;
        }
    }

    /** Lets the account sell what it does not hold, or no longer; what it owes stays owed. */
    record PermitShorting(OperationId operationId, AccountId accountId, boolean permitted, Instant submittedAt)
            implements TradingCommand {
        @Override
        public @Nullable StreamPosition marketAtLeast() {
            return null;
        }

        @Override
        public OperationKind kind() {
            return OperationKind.SHORTING;
        }

        @Override
        public String content() {
            return permitted ? "shorting" : "no shorting";
        }
    }

    /** Moves an amount between the treasury and the account, and says for what. */
    sealed interface WalletCommand extends TradingCommand {

        Money money();

        /** What it is for; null when that was not said. */
        @Nullable
        Reference reference();
    }

    /** Puts what the player has paid for from the treasury into the account. */
    record TopUp(
            OperationId operationId,
            AccountId accountId,
            Money money,
            @Nullable Reference reference,
            @Nullable StreamPosition marketAtLeast,
            Instant submittedAt)
            implements WalletCommand {
        @Override
        public OperationKind kind() {
            return OperationKind.TOP_UP;
        }

        @Override
        public String content() {
            return "top up " + money + (reference == null ? "" : " for " + reference);
        }
    }

    /** Puts a present of the house from the treasury into the account. */
    record GrantBonus(
            OperationId operationId,
            AccountId accountId,
            Money money,
            @Nullable Reference reference,
            @Nullable StreamPosition marketAtLeast,
            Instant submittedAt)
            implements WalletCommand {
        @Override
        public OperationKind kind() {
            return OperationKind.BONUS;
        }

        @Override
        public String content() {
            return "bonus " + money + (reference == null ? "" : " for " + reference);
        }
    }

    /** Pays the treasury for something that the player gets elsewhere, as an item of a game. */
    record Purchase(
            OperationId operationId,
            AccountId accountId,
            Money money,
            @Nullable Reference reference,
            @Nullable StreamPosition marketAtLeast,
            Instant submittedAt)
            implements WalletCommand {
        @Override
        public OperationKind kind() {
            return OperationKind.PURCHASE;
        }

        @Override
        public String content() {
            return "purchase " + money + (reference == null ? "" : " for " + reference);
        }
    }

    /** Takes money out of the account for another player, who gets it by a {@link ReceiveGift} that follows. */
    record SendGift(
            OperationId operationId,
            AccountId accountId,
            AccountId to,
            Money money,
            @Nullable Note message,
            @Nullable StreamPosition marketAtLeast,
            Instant submittedAt)
            implements TradingCommand {
        @Override
        public OperationKind kind() {
            return OperationKind.GIFT;
        }

        @Override
        public String content() {
            return "gift of " + money + " to " + to + (message == null ? "" : ": " + message);
        }
    }

    /**
     * Takes an operation of the account back.
     *
     * @param original the operation
     * @param reason in the words of whoever decided it
     * @param marketAtLeast the place at which the gateway has seen the asset of a trade that is taken back; null when it has seen none
     */
    record ReverseOperation(
            OperationId operationId,
            AccountId accountId,
            OperationId original,
            Note reason,
            @Nullable StreamPosition marketAtLeast,
            Instant submittedAt)
            implements TradingCommand {
        @Override
        public OperationKind kind() {
            return OperationKind.REVERSAL;
        }

        @Override
        public String content() {
            return "reversal of " + original + ": " + reason;
        }
    }

    /**
     * Notes a trade that a partner has settled for the player, elsewhere. Nothing moves in the ledger, and neither symbol nor currency has to
     * be known here; it counts as a trade of the player.
     *
     * @param price of one whole unit, in the currency
     * @param settledAt when, by the partner's clock
     */
    record RecordPartnerTrade(
            OperationId operationId,
            AccountId accountId,
            Symbol symbol,
            Side side,
            Quantity quantity,
            Price price,
            Unit currency,
            Instant settledAt,
            Instant submittedAt)
            implements TradingCommand {
        @Override
        public @Nullable StreamPosition marketAtLeast() {
            return null;
        }

        @Override
        public OperationKind kind() {
            return OperationKind.PARTNER_TRADE;
        }

        @Override
        public String content() {
            return "partner's trade " + side + " " + symbol + " " + quantity + " at " + price + " " + currency + " of "
                    + settledAt;
        }
    }

    /**
     * What settlement and the market ask of settlement, since the other side of an operation is in another partition. It is believed: money that
     * has left one account appears in another. So only they may send it, and whoever takes commands from outside refuses it.
     */
    sealed interface FollowUp extends TradingCommand {

        /** What the market told of was seen when the first step was decided. */
        @Override
        default @Nullable StreamPosition marketAtLeast() {
            return null;
        }
    }

    /**
     * Brings a gift into the account.
     *
     * @param gift the sender's operation
     * @param submittedAt when the gift was sent
     */
    record ReceiveGift(
            OperationId operationId,
            AccountId accountId,
            AccountId from,
            OperationId gift,
            Money money,
            @Nullable Note message,
            Instant submittedAt)
            implements FollowUp {

        /** The operation that brings a gift to its recipient: always the same one for the same gift. */
        public static OperationId operationOf(AccountId sender, OperationId gift) {
            return OperationId.of("gift:" + sender + ":" + gift, "receipt");
        }

        @Override
        public OperationKind kind() {
            return OperationKind.GIFT_RECEIPT;
        }

        @Override
        public String content() {
            return "gift " + gift + " of " + money + " from " + from + (message == null ? "" : ": " + message);
        }
    }

    /**
     * Gives a gift back to the account that has sent it.
     *
     * @param to who could not receive it
     * @param gift the sender's operation
     * @param reason why it could not be received
     * @param submittedAt when that was decided
     */
    record ReturnGift(
            OperationId operationId,
            AccountId accountId,
            AccountId to,
            OperationId gift,
            Money money,
            TradingRefusal reason,
            Instant submittedAt)
            implements FollowUp {

        /** The operation that gives a gift back: always the same one for the same gift. */
        public static OperationId operationOf(AccountId sender, OperationId gift) {
            return OperationId.of("gift:" + sender + ":" + gift, "return");
        }

        @Override
        public OperationKind kind() {
            return OperationKind.GIFT_RETURN;
        }

        @Override
        public String content() {
            return "return of gift " + gift + " of " + money + " to " + to + ": " + reason;
        }
    }

    /**
     * Settles one side of an execution. The book has decided it, so it is never refused.
     *
     * @param symbol whose book
     * @param end of the order, when this was the last that happened to it
     * @param submittedAt when it was executed
     */
    record SettleFill(
            OperationId operationId,
            AccountId accountId,
            Symbol symbol,
            Fill fill,
            @Nullable OrderEnd end,
            Instant submittedAt)
            implements FollowUp {

        /** The operation that settles a fill: always the same one for the same fill. */
        public static OperationId operationOf(Symbol symbol, Fill fill) {
            return OperationId.of("fill:" + symbol + ":" + fill.order(), Long.toString(fill.number()));
        }

        @Override
        public OperationKind kind() {
            return OperationKind.ORDER_FILL;
        }

        @Override
        public String content() {
            return "fill " + symbol + " " + fill + (end == null ? "" : " " + end);
        }
    }

    /**
     * Releases what is held for what was never filled of an order. The book has decided it, so it is never refused.
     *
     * @param submittedAt when the order ended
     */
    record EndOrder(OperationId operationId, AccountId accountId, Symbol symbol, OrderEnd end, Instant submittedAt)
            implements FollowUp {

        /** The operation that ends an order: always the same one for the same order. */
        public static OperationId operationOf(Symbol symbol, OrderId order) {
            return OperationId.of("fill:" + symbol + ":" + order, "end");
        }

        @Override
        public OperationKind kind() {
            return OperationKind.ORDER_END;
        }

        @Override
        public String content() {
            return "end " + symbol + " " + end;
        }
    }

    /**
     * Notes that an order is triggered. The book has decided it, so it is never refused.
     *
     * @param submittedAt when it was
     */
    record NoteTrigger(
            OperationId operationId, AccountId accountId, Symbol symbol, Trigger trigger, Instant submittedAt)
            implements FollowUp {

        /** The operation that notes it: always the same one for the same order. */
        public static OperationId operationOf(Symbol symbol, OrderId order) {
            return OperationId.of("fill:" + symbol + ":" + order, "trigger");
        }

        @Override
        public OperationKind kind() {
            return OperationKind.ORDER_TRIGGER;
        }

        @Override
        public String content() {
            return "trigger " + symbol + " " + trigger;
        }
    }

    /**
     * Settles what a book has made of a replacement: releases what is held too much. The book has decided it, so it is never refused.
     *
     * @param submittedAt when that was decided
     */
    record SettleReplacement(
            OperationId operationId, AccountId accountId, Symbol symbol, Replacement replacement, Instant submittedAt)
            implements FollowUp {

        /** The operation that settles it: always the same one for the same wish. */
        public static OperationId operationOf(Symbol symbol, Replacement replacement) {
            return OperationId.of("fill:" + symbol + ":" + replacement.order().id(), "replaced:" + replacement.wish());
        }

        @Override
        public OperationKind kind() {
            return OperationKind.ORDER_REPLACED;
        }

        @Override
        public String content() {
            return "replaced " + symbol + " " + replacement;
        }
    }
}
