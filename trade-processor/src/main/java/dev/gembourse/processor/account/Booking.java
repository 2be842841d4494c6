package dev.gembourse.processor.account;

import static dev.gembourse.processor.account.SystemOwner.CLEARING;
import static dev.gembourse.processor.account.SystemOwner.EXCHANGE;
import static dev.gembourse.processor.account.SystemOwner.FEES;
import static dev.gembourse.processor.account.SystemOwner.HOUSE;
import static dev.gembourse.processor.account.SystemOwner.TREASURY;

import dev.gembourse.events.trading.Compensation;
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
import dev.gembourse.events.value.Money;
import dev.gembourse.events.value.Side;
import dev.gembourse.events.value.Unit;
import java.math.BigDecimal;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/**
 * One transfer between a player and a system owner, or what the same player has held. Taking it from one side is giving it to the
 * other, so nothing unbalanced can be said.
 *
 * @param bucket the player's
 * @param amount greater than 0
 * @param toPlayer whether that bucket receives it; otherwise it gives it
 * @param counterparty whose the other side is; null when it is the player's bucket HELD
 */
public record Booking(
        TransferKind kind,
        Unit unit,
        Bucket bucket,
        BigDecimal amount,
        boolean toPlayer,
        @Nullable SystemOwner counterparty) {

    public Booking {
        if (amount.signum() <= 0) {
            throw new IllegalArgumentException("expected a transfer of more than 0 but got " + amount);
        }
    }

    /** The transfers that an event makes, in their order in the ledger; a trade's first is that of the asset. */
    public static List<Booking> of(TradingEvent event) {
        return switch (event) {
            case AccountOpened opened ->
                opened.initialDeposit() == null ? List.of() : List.of(deposit(opened.initialDeposit()));
            case Deposited deposited -> List.of(deposit(deposited.money()));
            case Withdrawn withdrawn -> List.of(cash(TransferKind.WITHDRAWAL, withdrawn.money(), false, TREASURY));
            case ToppedUp in -> List.of(cash(TransferKind.TOP_UP, in.money(), true, TREASURY));
            case BonusGranted in -> List.of(cash(TransferKind.BONUS, in.money(), true, TREASURY));
            case Purchased out -> List.of(cash(TransferKind.PURCHASE, out.money(), false, TREASURY));
            case TradeSettled trade -> trade(trade);
            case GiftSent sent -> List.of(cash(TransferKind.GIFT, sent.money(), false, CLEARING));
            case GiftReceived received -> List.of(cash(TransferKind.GIFT, received.money(), true, CLEARING));
            case GiftReturned returned -> List.of(cash(TransferKind.GIFT_RETURN, returned.money(), true, CLEARING));
            case GiftRefused ignored -> List.of();
            case OrderPlaced placed -> List.of(hold(TransferKind.HOLD, placed.heldUnit(), placed.held(), false));
            case OrderFilled fill -> fill(fill);
            case OrderEnded ended ->
                ended.released().signum() == 0
                        ? List.of()
                        : List.of(hold(TransferKind.RELEASE, ended.unit(), ended.released(), true));
            case ReplacementRequested request ->
                request.extra().signum() == 0
                        ? List.of()
                        : List.of(hold(TransferKind.HOLD, request.unit(), request.extra(), false));
            case OrderReplaced replaced ->
                replaced.released().signum() == 0
                        ? List.of()
                        : List.of(hold(TransferKind.RELEASE, replaced.unit(), replaced.released(), true));
            case OrderTriggered ignored -> List.of();
            case CancellationRequested ignored -> List.of();
            case OperationReversed reversed ->
                reversed.compensations().stream().map(Booking::of).toList();
            case PartnerTradeRecorded ignored -> List.of();
            case ShortingPermitted ignored -> List.of();
            case OperationRefused ignored -> List.of();
            case CommandRepeated ignored -> List.of();
        };
    }

    private static Booking of(Compensation compensation) {
        return new Booking(
                TransferKind.REVERSAL,
                compensation.unit(),
                Bucket.AVAILABLE,
                compensation.amount().abs(),
                compensation.amount().signum() > 0,
                SystemOwner.valueOf(compensation.counterparty()));
    }

    private static Booking deposit(Money money) {
        return cash(TransferKind.DEPOSIT, money, true, TREASURY);
    }

    private static Booking cash(TransferKind kind, Money money, boolean toPlayer, SystemOwner counterparty) {
        return new Booking(kind, money.currency(), Bucket.AVAILABLE, money.amount(), toPlayer, counterparty);
    }

    private static List<Booking> trade(TradeSettled trade) {
        boolean buys = trade.side() == Side.BUY;
        boolean concernsShort = trade.concernsShort();
        Booking asset = new Booking(
                TransferKind.TRADE,
                trade.symbol().unit(),
                concernsShort ? Bucket.SHORT : Bucket.AVAILABLE,
                trade.quantity().value(),
                buys,
                HOUSE);
        Booking cash = available(TransferKind.TRADE, trade, trade.notional(), !buys, HOUSE);
        if (concernsShort) {
            return withMargin(trade, asset, cash);
        }
        return trade.fee().signum() == 0 ? List.of(asset, cash) : List.of(asset, cash, fee(trade));
    }

    /** Between what is available and what is held for an order. */
    private static Booking hold(TransferKind kind, Unit unit, BigDecimal amount, boolean toPlayer) {
        return new Booking(kind, unit, Bucket.AVAILABLE, amount, toPlayer, null);
    }

    /** A buy pays from what is held for it, a sale gives from there. */
    private static List<Booking> fill(OrderFilled fill) {
        boolean buys = fill.side() == Side.BUY;
        SystemOwner other = fill.house() ? HOUSE : EXCHANGE;
        Unit asset = fill.symbol().unit();
        Bucket paying = buys ? Bucket.HELD : Bucket.AVAILABLE;
        List<Booking> all = new ArrayList<>(4);
        all.add(new Booking(
                TransferKind.TRADE,
                asset,
                buys ? Bucket.AVAILABLE : Bucket.HELD,
                fill.quantity().value(),
                buys,
                other));
        if (fill.notional().signum() > 0) {
            all.add(new Booking(TransferKind.TRADE, fill.currency(), paying, fill.notional(), !buys, other));
        }
        if (fill.fee().signum() > 0) {
            all.add(new Booking(TransferKind.FEE, fill.currency(), paying, fill.fee(), false, FEES));
        }
        if (fill.released().signum() > 0) {
            all.add(hold(TransferKind.RELEASE, fill.currency(), fill.released(), true));
        }
        if (fill.releasedAsset().signum() > 0) {
            all.add(hold(TransferKind.RELEASE, asset, fill.releasedAsset(), true));
        }
        return all;
    }

    /** What is released comes before what it pays for, what is held after what it comes from: nothing is below 0 in between. */
    private static List<Booking> withMargin(TradeSettled trade, Booking asset, Booking cash) {
        BigDecimal held = Objects.requireNonNull(trade.held(), "a short position has a margin");
        List<Booking> all = new ArrayList<>(List.of(asset));
        if (held.signum() < 0) {
            all.add(available(TransferKind.RELEASE, trade, held.negate(), true, null));
        }
        all.add(cash);
        if (trade.fee().signum() > 0) {
            all.add(fee(trade));
        }
        if (held.signum() > 0) {
            all.add(available(TransferKind.HOLD, trade, held, false, null));
        }
        return all;
    }

    private static Booking fee(TradeSettled trade) {
        return available(TransferKind.FEE, trade, trade.fee(), false, FEES);
    }

    private static Booking available(
            TransferKind kind,
            TradeSettled trade,
            BigDecimal amount,
            boolean toPlayer,
            @Nullable SystemOwner counterparty) {
        return new Booking(kind, trade.currency(), Bucket.AVAILABLE, amount, toPlayer, counterparty);
    }
}
