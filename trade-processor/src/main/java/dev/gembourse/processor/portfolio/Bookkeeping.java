package dev.gembourse.processor.portfolio;

import dev.gembourse.events.trading.Compensation;
import dev.gembourse.events.trading.OperationKind;
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
import dev.gembourse.events.value.Symbol;
import dev.gembourse.events.value.Unit;
import dev.gembourse.processor.portfolio.Portfolios.BookKey;
import java.math.BigDecimal;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;

/**
 * What each event means for books, positions and lots. Nothing is refused: events are facts.
 *
 * <p>Lots are closed in the order in which they were opened; books and positions count by average cost, as settlement does. A trade that
 * was taken back counts from then on and changes nothing in the past: what a closing trade had closed is open again; what an opening one
 * had opened is closed, first of its own lot, then of the newest.
 */
final class Bookkeeping {

    private final Portfolios portfolios;

    Bookkeeping(Portfolios portfolios) {
        this.portfolios = portfolios;
    }

    /** @param seq the event's place in the journal of its partition */
    void apply(TradingEvent event, long seq) {
        switch (event) {
            case TradeSettled trade -> trade(trade, seq);
            case OrderFilled fill -> trade(fill.asTrade(), seq);
            case OperationReversed reversal when reversal.kind() == OperationKind.TRADE -> reverse(reversal, seq);
            case OperationReversed reversal ->
                reversal.compensations().forEach(each -> deposit(event, each.unit(), each.amount()));
            case AccountOpened opened -> {
                if (opened.initialDeposit() != null) {
                    in(event, opened.initialDeposit());
                }
            }
            case Deposited in -> in(event, in.money());
            case ToppedUp in -> in(event, in.money());
            case BonusGranted in -> in(event, in.money());
            case GiftReceived in -> in(event, in.money());
            case GiftReturned in -> in(event, in.money());
            case Withdrawn out -> out(event, out.money());
            case Purchased out -> out(event, out.money());
            case GiftSent out -> out(event, out.money());
            case OrderPlaced _, OrderEnded _, OrderTriggered _, ReplacementRequested _, OrderReplaced _ -> {}
            case CancellationRequested _ -> {} // what is held is still there
            case GiftRefused _, PartnerTradeRecorded _, ShortingPermitted _, OperationRefused _, CommandRepeated _ -> {}
        }
    }

    private void in(TradingEvent event, Money money) {
        deposit(event, money.currency(), money.amount());
    }

    private void out(TradingEvent event, Money money) {
        deposit(event, money.currency(), money.amount().negate());
    }

    private void deposit(TradingEvent event, Unit unit, BigDecimal amount) {
        portfolios.add(new BookKey(event.accountId(), unit), event.occurredAt(), Book.deposited(amount));
    }

    private void trade(TradeSettled trade, long seq) {
        boolean buys = trade.side() == Side.BUY;
        BigDecimal quantity = trade.quantity().value();
        BigDecimal change = buys ? quantity : quantity.negate();
        BigDecimal worth = buys ? trade.notional() : trade.notional().negate();
        BigDecimal paid = worth.add(trade.fee());
        Position position = portfolios.position(new Position.Key(trade.accountId(), trade.symbol()), trade.currency());
        Book booked;
        if (position.isOpenedBy(change)) {
            position.add(change, worth, paid);
            position.open(new Lot(
                    seq,
                    trade.operationId(),
                    trade.occurredAt(),
                    trade.price().value(),
                    quantity,
                    trade.notional(),
                    trade.fee()));
            booked = Book.opened(paid.negate(), trade.fee());
        } else {
            BigDecimal result = Objects.requireNonNull(trade.realisedPnl(), "what closes has a result");
            BigDecimal basis = position.basisOf(quantity);
            BigDecimal realised = worth.add(basis).negate();
            List<Lot> lots = position.close(quantity, true);
            boolean isShort = buys;
            portfolios.put(new Closing(
                    trade.accountId(),
                    trade.operationId(),
                    trade.symbol(),
                    trade.currency(),
                    seq,
                    trade.occurredAt(),
                    true,
                    basis,
                    realised,
                    result,
                    false,
                    closed(lots, isShort, trade.price().value(), quantity, trade.notional(), trade.fee())));
            position.add(change, basis.negate(), paid.add(result));
            booked = Book.realised(paid.negate(), realised, result, trade.fee()).counting(1, result);
        }
        changed(trade, position, booked);
    }

    private void reverse(OperationReversed reversal, long seq) {
        BigDecimal paidBack = BigDecimal.ZERO;
        BigDecimal feeBack = BigDecimal.ZERO;
        Unit currency = reversal.compensations().getFirst().unit();
        Compensation asset = assetOf(reversal);
        for (Compensation each : reversal.compensations()) {
            if (each.counterparty().equals("FEES")) {
                feeBack = feeBack.add(each.amount());
            } else if (each.unit().equals(currency) && each.counterparty().equals("HOUSE")) {
                paidBack = paidBack.add(each.amount());
            }
        }
        Position position = portfolios.position(new Position.Key(reversal.accountId(), symbolOf(asset)), currency);
        Closing closing = portfolios.closing(new Closing.Key(reversal.accountId(), reversal.original()));
        BigDecimal cash = paidBack.add(feeBack);
        Book booked;
        if (closing != null && closing.isTrade() && position.isOpenedBy(asset.amount())) {
            closing.lots().forEach(lot -> position.open(lot.opened()));
            portfolios.takeBack(closing);
            position.add(asset.amount(), closing.basis(), asset.costBasis());
            booked = Book.realised(cash, closing.realised().negate(), asset.realisedPnl(), feeBack.negate())
                    .counting(-1, closing.realisedNet());
        } else {
            BigDecimal quantity = asset.amount().abs();
            BigDecimal basis = position.basisOf(quantity);
            BigDecimal realised = paidBack.subtract(basis);
            closeOpened(reversal, seq, position, asset, paidBack.abs(), feeBack, basis, realised);
            position.add(asset.amount(), basis.negate(), asset.costBasis());
            booked = Book.realised(cash, realised, asset.realisedPnl(), feeBack.negate());
        }
        changed(reversal, position, booked);
    }

    /** What is left of the lot that is taken back was never there; what was closed of it meanwhile is closed of the newest instead. */
    private void closeOpened(
            OperationReversed reversal,
            long seq,
            Position position,
            Compensation asset,
            BigDecimal amount,
            BigDecimal fee,
            BigDecimal basis,
            BigDecimal realised) {
        BigDecimal quantity = asset.amount().abs();
        Lot own = position.closeOf(reversal.original(), quantity);
        BigDecimal rest = own == null ? quantity : quantity.subtract(own.quantity());
        if (rest.signum() == 0) {
            return;
        }
        boolean isShort = asset.amount().signum() > 0;
        BigDecimal price = Parts.price(amount, quantity);
        List<ClosedLot> lots = closed(
                position.close(rest, false),
                isShort,
                price,
                rest,
                Parts.of(amount, rest, quantity),
                Parts.of(fee, rest, quantity).negate());
        portfolios.put(new Closing(
                reversal.accountId(),
                reversal.operationId(),
                symbolOf(asset),
                reversal.compensations().getFirst().unit(),
                seq,
                reversal.occurredAt(),
                false,
                basis,
                realised,
                asset.realisedPnl(),
                false,
                lots));
    }

    /** What a reversal of a trade gives or takes of the asset: a trade's first transfer is that of the asset, and the last to be undone. */
    static Compensation assetOf(OperationReversed reversal) {
        return reversal.compensations().getLast();
    }

    static Symbol symbolOf(Compensation asset) {
        return new Symbol(asset.unit().code());
    }

    private void changed(TradingEvent event, Position position, Book booked) {
        portfolios.changed(position, event.occurredAt());
        portfolios.add(new BookKey(event.accountId(), position.currency()), event.occurredAt(), booked);
    }

    /** Divides what all of the lots brought among them; the last gets what is left, so that nothing is lost by rounding. */
    private static List<ClosedLot> closed(
            List<Lot> lots, boolean isShort, BigDecimal price, BigDecimal quantity, BigDecimal amount, BigDecimal fee) {
        List<ClosedLot> closed = new ArrayList<>(lots.size());
        BigDecimal left = quantity;
        BigDecimal amountLeft = amount;
        BigDecimal feeLeft = fee;
        for (Lot lot : lots) {
            BigDecimal itsAmount = Parts.of(amountLeft, lot.quantity(), left);
            BigDecimal itsFee = Parts.of(feeLeft, lot.quantity(), left);
            closed.add(new ClosedLot(closed.size(), isShort, lot, price, itsAmount, itsFee));
            left = left.subtract(lot.quantity());
            amountLeft = amountLeft.subtract(itsAmount);
            feeLeft = feeLeft.subtract(itsFee);
        }
        return closed;
    }
}
