package dev.gembourse.events.trading;

import dev.gembourse.events.order.EndReason;
import dev.gembourse.events.order.Liquidity;
import dev.gembourse.events.order.Order;
import dev.gembourse.events.order.OrderStatus;
import dev.gembourse.events.order.OrderTerms;
import dev.gembourse.events.value.AccountId;
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
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * A fact about one account, on {@code trading.events.v1}, keyed by the account id. Facts are in the past tense; once
 * published their meaning never changes.
 */
public sealed interface TradingEvent {

    OperationId operationId();

    AccountId accountId();

    /** When it happened, by the clock of the settlement batch. */
    Instant occurredAt();

    /** Whether this event is what became of its operation; the others only accompany it. */
    default boolean concludesOperation() {
        return true;
    }

    /** An account was opened; {@code initialDeposit} was booked with it. */
    record AccountOpened(
            OperationId operationId,
            AccountId accountId,
            Username username,
            @Nullable Money initialDeposit,
            Instant occurredAt)
            implements TradingEvent {}

    /** An amount came into the account or left it, outside of trading. */
    sealed interface MoneyMoved extends TradingEvent {

        Money money();

        /** What is available of the unit afterwards, with the unit's decimals. */
        BigDecimal available();

        /** What is held of the unit, as margin, beside that; null where nothing is. */
        @Nullable
        BigDecimal held();
    }

    /** Money came into the account. */
    record Deposited(
            OperationId operationId,
            AccountId accountId,
            Money money,
            BigDecimal available,
            @Nullable BigDecimal held,
            Instant occurredAt)
            implements MoneyMoved {}

    /** Money left the account. */
    record Withdrawn(
            OperationId operationId,
            AccountId accountId,
            Money money,
            BigDecimal available,
            @Nullable BigDecimal held,
            Instant occurredAt)
            implements MoneyMoved {}

    /**
     * A trade was settled at the house price.
     *
     * @param notional price times quantity, rounded half-even to the currency's scale
     * @param fee what the player paid on top of a buy or out of a sale, in the currency; 0 where none applies
     * @param realisedPnl for a sale: notional minus fee minus the cost basis of what was sold, in the currency; for a buy that covers a
     *     short: what the quantity had brought, less fees, minus notional minus fee; null for what opens or adds to a position
     * @param cash the available balance of the currency afterwards
     * @param position the quantity held of the asset afterwards; below 0 what is owed of it
     * @param averageCost the average cost of one unit of the position afterwards, of a short what it has brought; 0 when nothing is held
     * @param held of a short: how much of the currency it holds as margin more than before, below 0 where it holds less; null for other trades
     */
    record TradeSettled(
            OperationId operationId,
            AccountId accountId,
            Symbol symbol,
            String assetName,
            Side side,
            Quantity quantity,
            Price price,
            BigDecimal notional,
            Unit currency,
            BigDecimal fee,
            @Nullable BigDecimal realisedPnl,
            BigDecimal cash,
            BigDecimal position,
            BigDecimal averageCost,
            @Nullable BigDecimal held,
            Instant occurredAt)
            implements TradingEvent {

        /** One for which no margin is held. */
        public TradeSettled(
                OperationId operationId,
                AccountId accountId,
                Symbol symbol,
                String assetName,
                Side side,
                Quantity quantity,
                Price price,
                BigDecimal notional,
                Unit currency,
                BigDecimal fee,
                @Nullable BigDecimal realisedPnl,
                BigDecimal cash,
                BigDecimal position,
                BigDecimal averageCost,
                Instant occurredAt) {
            this(
                    operationId,
                    accountId,
                    symbol,
                    assetName,
                    side,
                    quantity,
                    price,
                    notional,
                    currency,
                    fee,
                    realisedPnl,
                    cash,
                    position,
                    averageCost,
                    null,
                    occurredAt);
        }

        /** Whether it covers a short position. */
        public boolean covers() {
            return side == Side.BUY && realisedPnl != null;
        }

        /** Whether it opens, adds to or covers a short position. */
        public boolean concernsShort() {
            return side == Side.SELL_SHORT || covers();
        }
    }

    /**
     * An order was placed: what it can cost at most is held, and its book will hear of it.
     *
     * @param currency in which the asset is paid
     * @param currencyScale its decimals
     * @param makerBasisPoints the fee of a fill that the order has waited for
     * @param takerBasisPoints the fee of a fill at once
     * @param held of the currency for an order to buy, of the asset for one to sell
     * @param available of the same unit afterwards
     */
    record OrderPlaced(
            OperationId operationId,
            AccountId accountId,
            Order order,
            Unit currency,
            int currencyScale,
            int makerBasisPoints,
            int takerBasisPoints,
            BigDecimal held,
            BigDecimal available,
            Instant occurredAt)
            implements TradingEvent {

        /** The unit of which something is held. */
        public Unit heldUnit() {
            return order.terms().side() == Side.BUY
                    ? currency
                    : order.terms().symbol().unit();
        }
    }

    /**
     * One fill of an order was settled.
     *
     * @param execution the number of the execution in the asset's book
     * @param house whether the house was the other side
     * @param fee what the player paid on top of a buy or out of a sale, in the currency
     * @param released how much of the currency is held less than before and was not paid: what a buy has saved, and what an order's end gives back
     * @param releasedAsset how much of the asset is held less than before and was not sold
     * @param realisedPnl for a sale: notional minus fee minus the cost basis of what was sold; null for a buy
     * @param cash the available balance of the currency afterwards
     * @param position the quantity of the asset afterwards, with what is held for orders
     * @param averageCost of one unit of the position afterwards; 0 when there is nothing
     * @param unfilled what is left of the order: a quantity, or what is left of its budget
     * @param status of the order afterwards
     * @param reason why the order has ended; null when it has not
     * @param first whether it is the first of its order to be settled
     * @param exit what is placed next, when this was the last of an order with an exit; null for nothing
     */
    record OrderFilled(
            OperationId operationId,
            AccountId accountId,
            OrderId order,
            Symbol symbol,
            Side side,
            long execution,
            Liquidity liquidity,
            boolean house,
            Quantity quantity,
            Price price,
            BigDecimal notional,
            Unit currency,
            BigDecimal fee,
            BigDecimal released,
            BigDecimal releasedAsset,
            @Nullable BigDecimal realisedPnl,
            BigDecimal cash,
            BigDecimal position,
            BigDecimal averageCost,
            BigDecimal unfilled,
            OrderStatus status,
            @Nullable EndReason reason,
            boolean first,
            @Nullable OrderTerms exit,
            Instant occurredAt)
            implements OrderProgressed {

        /** The trade that it is, for whoever makes no difference between one with the house and a fill. It is named by its symbol. */
        public TradeSettled asTrade() {
            return new TradeSettled(
                    operationId,
                    accountId,
                    symbol,
                    symbol.value(),
                    side,
                    quantity,
                    price,
                    notional,
                    currency,
                    fee,
                    realisedPnl,
                    cash,
                    position,
                    averageCost,
                    occurredAt);
        }
    }

    /**
     * An order has ended, and what was held for what was never filled is available again.
     *
     * @param unit of which something was held
     * @param released how much of it
     * @param available of it afterwards
     * @param unfilled what was never filled: a quantity, or what is left of a budget
     * @param exit what is placed next, when this was the last of an order with an exit; null for nothing
     */
    record OrderEnded(
            OperationId operationId,
            AccountId accountId,
            OrderId order,
            Symbol symbol,
            EndReason reason,
            Unit unit,
            BigDecimal released,
            BigDecimal available,
            BigDecimal unfilled,
            @Nullable OrderTerms exit,
            Instant occurredAt)
            implements OrderProgressed {}

    /** The last price has reached the stop of an order, which goes on as a market or a limit order. Nothing moved. */
    record OrderTriggered(
            OperationId operationId, AccountId accountId, OrderId order, Symbol symbol, Price price, Instant occurredAt)
            implements TradingEvent {}

    /**
     * An order is to be replaced: its book will hear of it. Until then it is as it was.
     *
     * @param order as it is to be
     * @param quantityBefore what it was for
     * @param unit of which something is held for it
     * @param extra how much more of that is held from now on
     * @param available of the unit afterwards
     */
    record ReplacementRequested(
            OperationId operationId,
            AccountId accountId,
            Order order,
            BigDecimal quantityBefore,
            Unit unit,
            BigDecimal extra,
            BigDecimal available,
            Instant occurredAt)
            implements TradingEvent {}

    /**
     * A book has answered to the wish to replace an order.
     *
     * @param wish the operation that has asked for it
     * @param order as it is now, or was to be
     * @param accepted whether it is replaced; otherwise it stays as it was
     * @param unit of which something is held for it
     * @param released how much less of that is held than before
     * @param available of the unit afterwards
     * @param unfilled the quantity that is left of the order
     * @param exit what is placed next, when this was the last of an order with an exit; null for nothing
     */
    record OrderReplaced(
            OperationId operationId,
            AccountId accountId,
            OperationId wish,
            Order order,
            boolean accepted,
            Unit unit,
            BigDecimal released,
            BigDecimal available,
            BigDecimal unfilled,
            @Nullable OrderTerms exit,
            Instant occurredAt)
            implements OrderProgressed {}

    /** What a book has decided about an order is settled. */
    sealed interface OrderProgressed extends TradingEvent {

        /** What is placed next; null for nothing. */
        @Nullable
        OrderTerms exit();
    }

    /** The books of these orders will hear that they are to be cancelled. Until then they can be filled. */
    record CancellationRequested(
            OperationId operationId, AccountId accountId, List<OpenOrder> orders, Instant occurredAt)
            implements TradingEvent {

        public CancellationRequested {
            orders = List.copyOf(orders);
        }

        /** An order, and whose book it is in. */
        public record OpenOrder(OrderId order, Symbol symbol) {}
    }

    /** The account may sell what it does not hold, or no longer. Nothing moved. */
    record ShortingPermitted(OperationId operationId, AccountId accountId, boolean permitted, Instant occurredAt)
            implements TradingEvent {}

    /** An amount moved between the treasury and the account, outside of trading. */
    sealed interface WalletMoved extends MoneyMoved {

        /** What it was for; null when that was not said. */
        @Nullable
        Reference reference();
    }

    /** What the player has paid for came into the account. */
    record ToppedUp(
            OperationId operationId,
            AccountId accountId,
            Money money,
            @Nullable Reference reference,
            BigDecimal available,
            @Nullable BigDecimal held,
            Instant occurredAt)
            implements WalletMoved {}

    /** A present of the house came into the account. */
    record BonusGranted(
            OperationId operationId,
            AccountId accountId,
            Money money,
            @Nullable Reference reference,
            BigDecimal available,
            @Nullable BigDecimal held,
            Instant occurredAt)
            implements WalletMoved {}

    /** The player has spent it. */
    record Purchased(
            OperationId operationId,
            AccountId accountId,
            Money money,
            @Nullable Reference reference,
            BigDecimal available,
            @Nullable BigDecimal held,
            Instant occurredAt)
            implements WalletMoved {}

    /**
     * Money left the account for another player and is on its way.
     *
     * @param receipt the operation by which the other player gets it, or does not
     */
    record GiftSent(
            OperationId operationId,
            AccountId accountId,
            AccountId to,
            Money money,
            @Nullable Note message,
            OperationId receipt,
            BigDecimal available,
            @Nullable BigDecimal held,
            Instant occurredAt)
            implements MoneyMoved {}

    /**
     * Money of another player came into the account.
     *
     * @param gift the sender's operation
     */
    record GiftReceived(
            OperationId operationId,
            AccountId accountId,
            AccountId from,
            OperationId gift,
            Money money,
            @Nullable Note message,
            BigDecimal available,
            @Nullable BigDecimal held,
            Instant occurredAt)
            implements MoneyMoved {}

    /**
     * A rule said no to a gift that is on its way, which goes back to its sender. Nothing moved here; there may be no such account.
     *
     * @param gift the sender's operation
     */
    record GiftRefused(
            OperationId operationId,
            AccountId accountId,
            AccountId from,
            OperationId gift,
            Money money,
            TradingRefusal reason,
            String detail,
            Instant occurredAt)
            implements TradingEvent {}

    /**
     * Money that was to be a gift came back into the account.
     *
     * @param to who could not receive it
     * @param gift the operation by which it was sent
     * @param reason why it could not be received
     */
    record GiftReturned(
            OperationId operationId,
            AccountId accountId,
            AccountId to,
            OperationId gift,
            Money money,
            TradingRefusal reason,
            BigDecimal available,
            @Nullable BigDecimal held,
            Instant occurredAt)
            implements MoneyMoved {}

    /**
     * An operation was taken back. Its own outcome stays what it was.
     *
     * @param original the operation that was taken back, once and for all
     * @param kind what kind of operation that was
     * @param compensations what moved, in this order; one for each transfer of the original
     */
    record OperationReversed(
            OperationId operationId,
            AccountId accountId,
            OperationId original,
            OperationKind kind,
            Note reason,
            List<Compensation> compensations,
            Instant occurredAt)
            implements TradingEvent {

        public OperationReversed {
            compensations = List.copyOf(compensations);
        }
    }

    /**
     * A trade was noted that a partner has settled for the player, elsewhere. Nothing moved here.
     *
     * @param price of one whole unit, in the currency
     * @param settledAt when, by the partner's clock
     */
    record PartnerTradeRecorded(
            OperationId operationId,
            AccountId accountId,
            Symbol symbol,
            Side side,
            Quantity quantity,
            Price price,
            Unit currency,
            Instant settledAt,
            Instant occurredAt)
            implements TradingEvent {

        /** What is noted of a trade, as it was told. */
        public static PartnerTradeRecorded of(TradingCommand.RecordPartnerTrade told, Instant occurredAt) {
            return new PartnerTradeRecorded(
                    told.operationId(),
                    told.accountId(),
                    told.symbol(),
                    told.side(),
                    told.quantity(),
                    told.price(),
                    told.currency(),
                    told.settledAt(),
                    occurredAt);
        }
    }

    /** A rule said no. Nothing moved. {@code detail} says in words what was expected and what was found. */
    record OperationRefused(
            OperationId operationId,
            AccountId accountId,
            OperationKind kind,
            TradingRefusal reason,
            String detail,
            Instant occurredAt)
            implements TradingEvent {}

    /**
     * A command came whose operation was already decided; nothing moved.
     *
     * @param sameContent whether it asked for the same; otherwise the idempotency key was used for something else
     * @param outcome where the outcome of the operation stands in the journal
     */
    record CommandRepeated(
            OperationId operationId,
            AccountId accountId,
            boolean sameContent,
            StreamPosition outcome,
            Instant occurredAt)
            implements TradingEvent {
        @Override
        public boolean concludesOperation() {
            return false;
        }
    }
}
