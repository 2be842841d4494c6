package dev.gembourse.processor.query;

import dev.gembourse.events.market.UnitBook;
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
import dev.gembourse.events.trading.TradingEvent.MoneyMoved;
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
import dev.gembourse.events.trading.TradingEvent.WalletMoved;
import dev.gembourse.events.trading.TradingEvent.Withdrawn;
import dev.gembourse.events.trading.TradingRefusal;
import dev.gembourse.events.value.Money;
import dev.gembourse.events.value.StreamPosition;
import dev.gembourse.events.view.AccountView;
import dev.gembourse.events.view.CancellationView;
import dev.gembourse.events.view.CashView;
import dev.gembourse.events.view.GiftView;
import dev.gembourse.events.view.OperationView;
import dev.gembourse.events.view.OperationView.Status;
import dev.gembourse.events.view.OrderEndView;
import dev.gembourse.events.view.OrderView;
import dev.gembourse.events.view.PartnerTradeView;
import dev.gembourse.events.view.ReplacementView;
import dev.gembourse.events.view.ReversalView;
import dev.gembourse.events.view.ShortingView;
import dev.gembourse.events.view.TradeView;
import dev.gembourse.events.view.TransferReceiptView;
import dev.gembourse.events.view.TriggerView;
import dev.gembourse.events.view.WalletReceiptView;
import java.util.List;

/** How the outcome of an operation on an account is shown: with the result that a waiting caller would have been answered. */
final class TradingOutcomes {

    private TradingOutcomes() {}

    static OperationView view(UnitBook units, Decided<TradingEvent> decided) {
        return switch (decided.outcome()) {
            case AccountOpened opened -> settled(decided, OperationKind.OPEN_ACCOUNT, account(units, opened));
            case Deposited in -> settled(decided, OperationKind.DEPOSIT, transferred(decided.position(), in));
            case Withdrawn out -> settled(decided, OperationKind.WITHDRAWAL, transferred(decided.position(), out));
            case ToppedUp in -> settled(decided, OperationKind.TOP_UP, receipt(decided.position(), in));
            case BonusGranted in -> settled(decided, OperationKind.BONUS, receipt(decided.position(), in));
            case Purchased out -> settled(decided, OperationKind.PURCHASE, receipt(decided.position(), out));
            case TradeSettled trade -> settled(decided, OperationKind.TRADE, TradeView.of(trade));
            case GiftSent sent -> settled(decided, OperationKind.GIFT, GiftView.of(sent, transferOf(decided)));
            case GiftReceived received ->
                settled(decided, OperationKind.GIFT_RECEIPT, GiftView.of(received, transferOf(decided)));
            case GiftReturned returned ->
                settled(decided, OperationKind.GIFT_RETURN, GiftView.of(returned, transferOf(decided)));
            case OperationReversed reversed -> settled(decided, OperationKind.REVERSAL, ReversalView.of(reversed));
            case PartnerTradeRecorded trade ->
                settled(decided, OperationKind.PARTNER_TRADE, PartnerTradeView.of(trade));
            case ShortingPermitted permitted -> settled(decided, OperationKind.SHORTING, ShortingView.of(permitted));
            case OrderPlaced placed -> settled(decided, OperationKind.ORDER, OrderView.of(placed));
            case OrderFilled fill -> settled(decided, OperationKind.ORDER_FILL, TradeView.of(fill.asTrade()));
            case OrderEnded ended -> settled(decided, OperationKind.ORDER_END, OrderEndView.of(ended));
            case OrderTriggered triggered -> settled(decided, OperationKind.ORDER_TRIGGER, TriggerView.of(triggered));
            case ReplacementRequested requested ->
                settled(decided, OperationKind.ORDER_REPLACEMENT, ReplacementView.of(requested));
            case OrderReplaced replaced -> settled(decided, OperationKind.ORDER_REPLACED, ReplacementView.of(replaced));
            case CancellationRequested requested ->
                settled(decided, OperationKind.ORDER_CANCELLATION, CancellationView.of(requested));
            case GiftRefused refused ->
                refused(decided, OperationKind.GIFT_RECEIPT, refused.reason(), refused.detail());
            case OperationRefused refused -> refused(decided, refused.kind(), refused.reason(), refused.detail());
            case CommandRepeated repeated ->
                throw new IllegalStateException("expected the outcome of an operation but got " + repeated);
        };
    }

    private static OperationView settled(Decided<TradingEvent> decided, OperationKind kind, Object result) {
        TradingEvent event = decided.outcome();
        return new OperationView(
                decided.id(),
                event.accountId().toString(),
                null,
                kind.name(),
                Status.SETTLED,
                null,
                null,
                decided.submittedAt(),
                event.occurredAt(),
                decided.position(),
                result);
    }

    private static OperationView refused(
            Decided<TradingEvent> decided, OperationKind kind, TradingRefusal reason, String detail) {
        TradingEvent refused = decided.outcome();
        return new OperationView(
                decided.id(),
                refused.accountId().toString(),
                null,
                kind.name(),
                Status.REFUSED,
                reason.name(),
                detail,
                decided.submittedAt(),
                refused.occurredAt(),
                decided.position(),
                null);
    }

    private static AccountView account(UnitBook units, AccountOpened opened) {
        Money initial = opened.initialDeposit();
        List<CashView> cash = initial == null || !units.isCurrency(initial.currency())
                ? List.of()
                : List.of(CashView.of(initial.currency(), units.shown(initial.currency(), initial.amount()), null));
        return new AccountView(
                opened.accountId(),
                opened.username(),
                StoredAccount.ACTIVE,
                false,
                cash,
                null,
                null,
                null,
                opened.occurredAt());
    }

    /** All but trades are one transfer, the first of its event. */
    private static String transferOf(Decided<TradingEvent> decided) {
        return TransferIds.of(decided.position(), 0);
    }

    private static WalletReceiptView receipt(StreamPosition position, WalletMoved moved) {
        return WalletReceiptView.of(moved, TransferIds.of(position, 0));
    }

    private static TransferReceiptView transferred(StreamPosition position, MoneyMoved moved) {
        CashView balance = CashView.of(moved.money().currency(), moved.available(), moved.held());
        return new TransferReceiptView(TransferIds.of(position, 0), balance, moved.occurredAt());
    }
}
