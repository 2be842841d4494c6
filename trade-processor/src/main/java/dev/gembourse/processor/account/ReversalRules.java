package dev.gembourse.processor.account;

import static dev.gembourse.events.trading.TradingRefusal.ALREADY_REVERSED;
import static dev.gembourse.events.trading.TradingRefusal.ASSET_RETIRED;
import static dev.gembourse.events.trading.TradingRefusal.BALANCE_TOO_LARGE;
import static dev.gembourse.events.trading.TradingRefusal.INSUFFICIENT_CASH;
import static dev.gembourse.events.trading.TradingRefusal.INSUFFICIENT_POSITION;
import static dev.gembourse.events.trading.TradingRefusal.NOTHING_TO_REVERSE;
import static dev.gembourse.events.trading.TradingRefusal.NOT_REVERSIBLE;
import static dev.gembourse.events.trading.TradingRefusal.OPERATION_NOT_FOUND;
import static dev.gembourse.events.trading.TradingRefusal.POSITION_IS_SHORT;

import dev.gembourse.events.market.AssetStatus;
import dev.gembourse.events.market.UnitBook;
import dev.gembourse.events.trading.Compensation;
import dev.gembourse.events.trading.OperationKind;
import dev.gembourse.events.trading.TradingCommand.ReverseOperation;
import dev.gembourse.events.trading.TradingEvent;
import dev.gembourse.events.trading.TradingEvent.AccountOpened;
import dev.gembourse.events.trading.TradingEvent.BonusGranted;
import dev.gembourse.events.trading.TradingEvent.CancellationRequested;
import dev.gembourse.events.trading.TradingEvent.CommandRepeated;
import dev.gembourse.events.trading.TradingEvent.Deposited;
import dev.gembourse.events.trading.TradingEvent.GiftReceived;
import dev.gembourse.events.trading.TradingEvent.GiftRefused;
import dev.gembourse.events.trading.TradingEvent.GiftReturned;
import dev.gembourse.events.trading.TradingEvent.GiftSent;
import dev.gembourse.events.trading.TradingEvent.OperationRefused;
import dev.gembourse.events.trading.TradingEvent.OperationReversed;
import dev.gembourse.events.trading.TradingEvent.OrderEnded;
import dev.gembourse.events.trading.TradingEvent.OrderFilled;
import dev.gembourse.events.trading.TradingEvent.OrderPlaced;
import dev.gembourse.events.trading.TradingEvent.OrderReplaced;
import dev.gembourse.events.trading.TradingEvent.OrderTriggered;
import dev.gembourse.events.trading.TradingEvent.PartnerTradeRecorded;
import dev.gembourse.events.trading.TradingEvent.Purchased;
import dev.gembourse.events.trading.TradingEvent.ReplacementRequested;
import dev.gembourse.events.trading.TradingEvent.ShortingPermitted;
import dev.gembourse.events.trading.TradingEvent.ToppedUp;
import dev.gembourse.events.trading.TradingEvent.TradeSettled;
import dev.gembourse.events.trading.TradingEvent.Withdrawn;
import dev.gembourse.events.trading.TradingRefusal;
import dev.gembourse.events.value.Side;
import dev.gembourse.events.value.Unit;
import java.math.BigDecimal;
import java.time.Instant;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/**
 * Decides whether an operation is taken back: each of its transfers the other way round, the last one first, so that a fee is back
 * before what it was paid from goes. What a player has earned by a trade in gems stays earned.
 *
 * <p>A buy is taken back at the average cost of what is held then, and what it had cost more or less than that counts as realised.
 * A sale is taken back with the cost that it had taken away, and with what it had realised.
 *
 * <p>What was of a closed unit comes back too: closing keeps new money out, and this is no new money.
 *
 * <p>An opening stays, for an account is not closed by it; a gift stays, for half of it is in another partition and may have been
 * spent; a partner's trade stays, for nothing of it is here but the note; a reversal stays, for whoever wants the operation after all can ask
 * for it anew.
 */
final class ReversalRules {

    private final Quotes quotes;
    private final UnitBook units;

    ReversalRules(Quotes quotes, UnitBook units) {
        this.quotes = quotes;
        this.units = units;
    }

    TradingEvent decide(Account account, ReverseOperation reverse, @Nullable Original original, Instant now) {
        if (original == null || !original.outcome().accountId().equals(account.id())) {
            return no(
                    reverse,
                    OPERATION_NOT_FOUND,
                    "expected an operation of the account but it has no " + reverse.original(),
                    now);
        }
        return switch (original.outcome()) {
            case Deposited deposited -> reverse(account, reverse, original, OperationKind.DEPOSIT, now);
            case Withdrawn withdrawn -> reverse(account, reverse, original, OperationKind.WITHDRAWAL, now);
            case ToppedUp in -> reverse(account, reverse, original, OperationKind.TOP_UP, now);
            case BonusGranted in -> reverse(account, reverse, original, OperationKind.BONUS, now);
            case Purchased out -> reverse(account, reverse, original, OperationKind.PURCHASE, now);
            case TradeSettled trade when trade.concernsShort() -> never(reverse, "a trade of a short position", now);
            case TradeSettled trade -> reverse(account, reverse, original, OperationKind.TRADE, now);
            case OperationRefused refused -> nothing(reverse, refused.reason(), now);
            case GiftRefused refused -> nothing(reverse, refused.reason(), now);
            case AccountOpened opened -> never(reverse, "the opening of an account", now);
            case GiftSent sent -> never(reverse, "a gift", now);
            case GiftReceived received -> never(reverse, "a gift", now);
            case GiftReturned returned -> never(reverse, "a gift", now);
            case PartnerTradeRecorded trade -> never(reverse, "a partner's trade", now);
            case ShortingPermitted permitted -> never(reverse, "a permission", now);
            case OrderPlaced placed -> never(reverse, "an order", now);
            case OrderFilled fill -> never(reverse, "a fill of an order", now);
            case OrderEnded ended -> never(reverse, "the end of an order", now);
            case OrderTriggered triggered -> never(reverse, "what happens to an order", now);
            case ReplacementRequested requested -> never(reverse, "a replacement", now);
            case OrderReplaced replaced -> never(reverse, "a replacement", now);
            case CancellationRequested requested -> never(reverse, "a cancellation", now);
            case OperationReversed reversed -> never(reverse, "a reversal", now);
            case CommandRepeated repeated ->
                throw new IllegalStateException("expected the outcome of an operation but got " + repeated);
        };
    }

    private TradingEvent reverse(
            Account account, ReverseOperation reverse, Original original, OperationKind kind, Instant now) {
        if (original.reversedBy() != null) {
            String detail = "expected an operation that stands but it was taken back by " + original.reversedBy();
            return no(reverse, ALREADY_REVERSED, detail, now);
        }
        TradingEvent outcome = original.outcome();
        if (outcome instanceof TradeSettled trade && trade.side() == Side.SELL && isRetired(trade)) {
            String detail =
                    "expected an asset that can be held but " + trade.symbol() + " is being or has been retired";
            return no(reverse, ASSET_RETIRED, detail, now);
        }
        if (outcome instanceof TradeSettled trade
                && account.holding(trade.symbol().unit(), Bucket.SHORT)
                                .quantity()
                                .signum()
                        < 0) {
            String detail = "expected nothing of %s to be owed".formatted(trade.symbol());
            return no(reverse, POSITION_IS_SHORT, detail, now);
        }
        List<Compensation> compensations = new ArrayList<>(3);
        Map<Unit, BigDecimal> balances = new LinkedHashMap<>();
        for (Booking booking : Booking.of(outcome).reversed()) {
            Unit unit = booking.unit();
            Holding held = account.holding(unit);
            BigDecimal amount = booking.toPlayer() ? booking.amount().negate() : booking.amount();
            BigDecimal sum = balances.getOrDefault(unit, held.quantity()).add(amount);
            BigDecimal balance = units.shown(unit, Amounts.plain(sum));
            balances.put(unit, balance);
            compensations.add(compensation(booking, held, amount, balance, outcome));
        }
        OperationRefused refusal = refusalOf(account, balances, outcome, reverse, now);
        return refusal != null
                ? refusal
                : new OperationReversed(
                        reverse.operationId(),
                        reverse.accountId(),
                        reverse.original(),
                        kind,
                        reverse.reason(),
                        compensations,
                        now);
    }

    private boolean isRetired(TradeSettled trade) {
        Quote quote = quotes.of(trade.symbol());
        return quote == null
                || quote.asset().status() == AssetStatus.RETIRING
                || quote.asset().status() == AssetStatus.RETIRED;
    }

    private static Compensation compensation(
            Booking booking, Holding held, BigDecimal amount, BigDecimal balance, TradingEvent outcome) {
        BigDecimal cost = BigDecimal.ZERO;
        BigDecimal pnl = BigDecimal.ZERO;
        if (outcome instanceof TradeSettled trade && !booking.unit().equals(trade.currency())) {
            if (trade.realisedPnl() == null) {
                // More than is held is refused; what it would cost is of no interest then.
                cost = held.quantity().compareTo(booking.amount()) < 0
                        ? BigDecimal.ZERO
                        : held.costOf(booking.amount()).negate();
                pnl = trade.notional().add(trade.fee()).add(cost);
            } else {
                pnl = trade.realisedPnl().negate();
                cost = trade.notional().subtract(trade.fee()).add(pnl);
            }
        }
        return new Compensation(
                booking.unit(),
                amount,
                Objects.requireNonNull(booking.counterparty()).name(),
                Amounts.plain(cost),
                Amounts.plain(pnl),
                balance);
    }

    private @Nullable OperationRefused refusalOf(
            Account account,
            Map<Unit, BigDecimal> balances,
            TradingEvent outcome,
            ReverseOperation reverse,
            Instant now) {
        for (Map.Entry<Unit, BigDecimal> balance : balances.entrySet()) {
            if (balance.getValue().signum() < 0) {
                Unit unit = balance.getKey();
                BigDecimal available =
                        units.shown(unit, Amounts.plain(account.holding(unit).quantity()));
                boolean isAsset = outcome instanceof TradeSettled trade && !unit.equals(trade.currency());
                return no(
                        reverse,
                        isAsset ? INSUFFICIENT_POSITION : INSUFFICIENT_CASH,
                        AccountRules.insufficient(available.subtract(balance.getValue()), unit, available),
                        now);
            }
        }
        for (Map.Entry<Unit, BigDecimal> balance : balances.entrySet()) {
            boolean grows = balance.getValue()
                            .compareTo(account.holding(balance.getKey()).quantity())
                    > 0;
            if (grows && Amounts.isTooLarge(balance.getValue())) {
                return no(reverse, BALANCE_TOO_LARGE, AccountRules.tooLarge(balance.getKey()), now);
            }
        }
        return null;
    }

    private static OperationRefused nothing(ReverseOperation reverse, TradingRefusal reason, Instant now) {
        return no(reverse, NOTHING_TO_REVERSE, "expected something that moved but it was refused: " + reason, now);
    }

    private static OperationRefused never(ReverseOperation reverse, String what, Instant now) {
        return no(
                reverse,
                NOT_REVERSIBLE,
                "expected an operation that moved money or was a trade with the house but got " + what,
                now);
    }

    private static OperationRefused no(ReverseOperation reverse, TradingRefusal reason, String detail, Instant now) {
        return AccountRules.refuse(reverse, reason, detail, now);
    }
}
