package dev.gembourse.processor.account;

import static dev.gembourse.processor.account.SystemOwner.CLEARING;
import static dev.gembourse.processor.account.SystemOwner.FEES;
import static dev.gembourse.processor.account.SystemOwner.HOUSE;
import static dev.gembourse.processor.account.SystemOwner.TREASURY;

import dev.gembourse.events.trading.Compensation;
import dev.gembourse.events.trading.TradingEvent;
import dev.gembourse.events.trading.TradingEvent.AccountOpened;
import dev.gembourse.events.trading.TradingEvent.BonusGranted;
import dev.gembourse.events.trading.TradingEvent.CommandRepeated;
import dev.gembourse.events.trading.TradingEvent.Deposited;
import dev.gembourse.events.trading.TradingEvent.GiftReceived;
import dev.gembourse.events.trading.TradingEvent.GiftRefused;
import dev.gembourse.events.trading.TradingEvent.GiftReturned;
import dev.gembourse.events.trading.TradingEvent.GiftSent;
import dev.gembourse.events.trading.TradingEvent.OperationRefused;
import dev.gembourse.events.trading.TradingEvent.OperationReversed;
import dev.gembourse.events.trading.TradingEvent.PartnerTradeRecorded;
import dev.gembourse.events.trading.TradingEvent.Purchased;
import dev.gembourse.events.trading.TradingEvent.ToppedUp;
import dev.gembourse.events.trading.TradingEvent.TradeSettled;
import dev.gembourse.events.trading.TradingEvent.Withdrawn;
import dev.gembourse.events.value.Money;
import dev.gembourse.events.value.Side;
import dev.gembourse.events.value.Unit;
import java.math.BigDecimal;
import java.util.List;

/**
 * One transfer between a player and a system owner. Taking it from one side is giving it to the other, so nothing unbalanced
 * can be said.
 *
 * @param amount greater than 0
 * @param toPlayer whether the player receives it; otherwise the player gives it
 */
public record Booking(TransferKind kind, Unit unit, BigDecimal amount, boolean toPlayer, SystemOwner counterparty) {

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
            case OperationReversed reversed ->
                reversed.compensations().stream().map(Booking::of).toList();
            case PartnerTradeRecorded ignored -> List.of();
            case OperationRefused ignored -> List.of();
            case CommandRepeated ignored -> List.of();
        };
    }

    private static Booking of(Compensation compensation) {
        return new Booking(
                TransferKind.REVERSAL,
                compensation.unit(),
                compensation.amount().abs(),
                compensation.amount().signum() > 0,
                SystemOwner.valueOf(compensation.counterparty()));
    }

    private static Booking deposit(Money money) {
        return cash(TransferKind.DEPOSIT, money, true, TREASURY);
    }

    private static Booking cash(TransferKind kind, Money money, boolean toPlayer, SystemOwner counterparty) {
        return new Booking(kind, money.currency(), money.amount(), toPlayer, counterparty);
    }

    private static List<Booking> trade(TradeSettled trade) {
        boolean buys = trade.side() == Side.BUY;
        Booking asset = new Booking(
                TransferKind.TRADE, trade.symbol().unit(), trade.quantity().value(), buys, HOUSE);
        Booking cash = new Booking(TransferKind.TRADE, trade.currency(), trade.notional(), !buys, HOUSE);
        return trade.fee().signum() == 0
                ? List.of(asset, cash)
                : List.of(asset, cash, new Booking(TransferKind.FEE, trade.currency(), trade.fee(), false, FEES));
    }
}
