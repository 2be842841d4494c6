package dev.gembourse.processor.query;

import dev.gembourse.events.trading.OperationKind;
import dev.gembourse.events.trading.TradingEvent;
import dev.gembourse.events.trading.TradingEvent.AccountOpened;
import dev.gembourse.events.trading.TradingEvent.CommandRepeated;
import dev.gembourse.events.trading.TradingEvent.Deposited;
import dev.gembourse.events.trading.TradingEvent.OperationRefused;
import dev.gembourse.events.trading.TradingEvent.TradeSettled;
import dev.gembourse.events.trading.TradingEvent.Withdrawn;
import dev.gembourse.events.value.Money;
import dev.gembourse.events.value.StreamPosition;
import dev.gembourse.events.value.Unit;
import dev.gembourse.events.view.AccountView;
import dev.gembourse.events.view.CashView;
import dev.gembourse.events.view.OperationView;
import dev.gembourse.events.view.OperationView.Status;
import dev.gembourse.events.view.TradeView;
import dev.gembourse.events.view.TransferReceiptView;
import dev.gembourse.processor.account.Amounts;
import java.math.BigDecimal;
import java.time.Instant;
import java.util.List;

/** How the outcome of an operation on an account is shown: with the result that a waiting caller would have been answered. */
final class TradingOutcomes {

    private TradingOutcomes() {}

    static OperationView view(Decided<TradingEvent> decided) {
        return switch (decided.outcome()) {
            case AccountOpened opened -> settled(decided, OperationKind.OPEN_ACCOUNT, account(opened));
            case Deposited deposited ->
                settled(
                        decided,
                        OperationKind.DEPOSIT,
                        receipt(
                                decided.position(),
                                deposited.money().currency(),
                                deposited.available(),
                                deposited.occurredAt()));
            case Withdrawn withdrawn ->
                settled(
                        decided,
                        OperationKind.WITHDRAWAL,
                        receipt(
                                decided.position(),
                                withdrawn.money().currency(),
                                withdrawn.available(),
                                withdrawn.occurredAt()));
            case TradeSettled trade -> settled(decided, OperationKind.TRADE, TradeView.of(trade));
            case OperationRefused refused -> refused(decided, refused);
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

    private static OperationView refused(Decided<TradingEvent> decided, OperationRefused refused) {
        return new OperationView(
                decided.id(),
                refused.accountId().toString(),
                null,
                refused.kind().name(),
                Status.REFUSED,
                refused.reason().name(),
                refused.detail(),
                decided.submittedAt(),
                refused.occurredAt(),
                decided.position(),
                null);
    }

    private static AccountView account(AccountOpened opened) {
        Money initial = opened.initialDeposit();
        List<CashView> cash = initial == null
                ? List.of()
                : List.of(cash(initial.currency(), Amounts.of(initial.currency(), initial.amount())));
        return new AccountView(
                opened.accountId(),
                opened.username(),
                StoredAccount.ACTIVE,
                cash,
                null,
                null,
                null,
                opened.occurredAt());
    }

    private static TransferReceiptView receipt(
            StreamPosition position, Unit currency, BigDecimal available, Instant at) {
        return new TransferReceiptView(TransferIds.of(position, 0), cash(currency, available), at);
    }

    /** Nothing is ever held at this time: what is available is all there is. */
    private static CashView cash(Unit currency, BigDecimal available) {
        return new CashView(currency, available, Amounts.of(currency, BigDecimal.ZERO), available);
    }
}
