package dev.gembourse.gateway.operation;

import dev.gembourse.events.market.MarketEvent;
import dev.gembourse.events.market.MarketEvent.AssetChanged;
import dev.gembourse.events.market.MarketEvent.AssetCreated;
import dev.gembourse.events.market.MarketEvent.AssetRetired;
import dev.gembourse.events.market.MarketEvent.AssetRetirementBegun;
import dev.gembourse.events.market.MarketEvent.BookUpdated;
import dev.gembourse.events.market.MarketEvent.CandlesImported;
import dev.gembourse.events.market.MarketEvent.MarketCommandRepeated;
import dev.gembourse.events.market.MarketEvent.MarketOperationRefused;
import dev.gembourse.events.market.MarketEvent.PriceTicked;
import dev.gembourse.events.market.MarketEvent.TradingHalted;
import dev.gembourse.events.market.MarketEvent.UnitChanged;
import dev.gembourse.events.market.MarketEvent.UnitDefined;
import dev.gembourse.events.market.MarketOperationKind;
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
import dev.gembourse.events.value.OperationId;
import dev.gembourse.events.value.StreamPosition;
import dev.gembourse.events.value.Unit;
import dev.gembourse.events.view.AccountView;
import dev.gembourse.events.view.AssetView;
import dev.gembourse.events.view.CancellationView;
import dev.gembourse.events.view.CandleImportView;
import dev.gembourse.events.view.CashView;
import dev.gembourse.events.view.GiftView;
import dev.gembourse.events.view.OperationView;
import dev.gembourse.events.view.OperationView.Status;
import dev.gembourse.events.view.OrderEndView;
import dev.gembourse.events.view.OrderView;
import dev.gembourse.events.view.PartnerTradeView;
import dev.gembourse.events.view.PriceTickView;
import dev.gembourse.events.view.ReplacementView;
import dev.gembourse.events.view.ReversalView;
import dev.gembourse.events.view.ShortingView;
import dev.gembourse.events.view.TradeView;
import dev.gembourse.events.view.TransferReceiptView;
import dev.gembourse.events.view.TriggerView;
import dev.gembourse.events.view.UnitView;
import dev.gembourse.events.view.WalletReceiptView;
import java.math.BigDecimal;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** What an event means to somebody who waits for its operation: the same that the processor would answer later. */
final class Conclusions {

    private Conclusions() {}

    static Signal of(TradingEvent event, StreamPosition position, UnitBook units) {
        return switch (event) {
            case AccountOpened opened -> settled(opened, OperationKind.OPEN_ACCOUNT, position, view(opened, units));
            case Deposited in -> settled(in, OperationKind.DEPOSIT, position, receipt(in, position, units));
            case Withdrawn out -> settled(out, OperationKind.WITHDRAWAL, position, receipt(out, position, units));
            case ToppedUp in -> settled(in, OperationKind.TOP_UP, position, receipt(in, position));
            case BonusGranted in -> settled(in, OperationKind.BONUS, position, receipt(in, position));
            case Purchased out -> settled(out, OperationKind.PURCHASE, position, receipt(out, position));
            case TradeSettled trade -> settled(trade, OperationKind.TRADE, position, TradeView.of(trade));
            case GiftSent sent -> settled(sent, OperationKind.GIFT, position, GiftView.of(sent, position + ".0"));
            case GiftReceived in -> settled(in, OperationKind.GIFT_RECEIPT, position, GiftView.of(in, position + ".0"));
            case GiftReturned in -> settled(in, OperationKind.GIFT_RETURN, position, GiftView.of(in, position + ".0"));
            case OperationReversed reversed ->
                settled(reversed, OperationKind.REVERSAL, position, ReversalView.of(reversed));
            case PartnerTradeRecorded trade ->
                settled(trade, OperationKind.PARTNER_TRADE, position, PartnerTradeView.of(trade));
            case ShortingPermitted permitted ->
                settled(permitted, OperationKind.SHORTING, position, ShortingView.of(permitted));
            case OrderPlaced placed -> settled(placed, OperationKind.ORDER, position, OrderView.of(placed));
            case OrderFilled fill -> settled(fill, OperationKind.ORDER_FILL, position, TradeView.of(fill.asTrade()));
            case OrderEnded ended -> settled(ended, OperationKind.ORDER_END, position, OrderEndView.of(ended));
            case OrderTriggered triggered ->
                settled(triggered, OperationKind.ORDER_TRIGGER, position, TriggerView.of(triggered));
            case ReplacementRequested requested ->
                settled(requested, OperationKind.ORDER_REPLACEMENT, position, ReplacementView.of(requested));
            case OrderReplaced replaced ->
                settled(replaced, OperationKind.ORDER_REPLACED, position, ReplacementView.of(replaced));
            case CancellationRequested requested ->
                settled(requested, OperationKind.ORDER_CANCELLATION, position, CancellationView.of(requested));
            case GiftRefused no -> refused(no, OperationKind.GIFT_RECEIPT, no.reason(), no.detail(), position);
            case OperationRefused no -> refused(no, no.kind(), no.reason(), no.detail(), position);
            case CommandRepeated repeated -> new Signal.Repeated(repeated.sameContent());
        };
    }

    /** Empty for events that only accompany an operation. */
    static Optional<Signal> of(MarketEvent event, StreamPosition position) {
        return switch (event) {
            case AssetCreated created ->
                Optional.of(
                        settled(created, MarketOperationKind.CREATE_ASSET, position, AssetView.of(created.asset())));
            case AssetChanged changed ->
                Optional.of(
                        settled(changed, MarketOperationKind.CHANGE_ASSET, position, AssetView.of(changed.asset())));
            case AssetRetired retired ->
                Optional.of(
                        settled(retired, MarketOperationKind.RETIRE_ASSET, position, AssetView.of(retired.asset())));
            case PriceTicked ticked ->
                Optional.of(settled(ticked, MarketOperationKind.PRICE_TICK, position, PriceTickView.of(ticked)));
            case CandlesImported imported ->
                Optional.of(
                        settled(imported, MarketOperationKind.IMPORT_CANDLES, position, CandleImportView.of(imported)));
            case UnitDefined defined ->
                Optional.of(
                        settled(defined, MarketOperationKind.DEFINE_UNIT, position, UnitView.of(defined.definition())));
            case UnitChanged changed ->
                Optional.of(
                        settled(changed, MarketOperationKind.CHANGE_UNIT, position, UnitView.of(changed.definition())));
            case AssetRetirementBegun ignored -> Optional.empty();
            case TradingHalted ignored -> Optional.empty();
            case BookUpdated ignored -> Optional.empty(); // nobody waits for what settlement asks of a book
            case MarketOperationRefused no ->
                Optional.of(new Signal.Concluded(new OperationView(
                        no.operationId(),
                        null,
                        no.symbol().value(),
                        no.kind().name(),
                        Status.REFUSED,
                        no.reason().name(),
                        no.detail(),
                        null,
                        no.occurredAt(),
                        position,
                        null)));
            case MarketCommandRepeated repeated -> Optional.of(new Signal.Repeated(repeated.sameContent()));
        };
    }

    private static Signal refused(
            TradingEvent event, OperationKind kind, TradingRefusal reason, String detail, StreamPosition position) {
        return new Signal.Concluded(new OperationView(
                event.operationId(),
                event.accountId().toString(),
                null,
                kind.name(),
                Status.REFUSED,
                reason.name(),
                detail,
                null,
                event.occurredAt(),
                position,
                null));
    }

    private static Signal settled(TradingEvent event, OperationKind kind, StreamPosition position, Object result) {
        return settled(
                event.operationId(),
                event.accountId().toString(),
                null,
                kind.name(),
                event.occurredAt(),
                position,
                result);
    }

    private static Signal settled(MarketEvent event, MarketOperationKind kind, StreamPosition position, Object result) {
        return settled(
                event.operationId(), null, event.symbol().value(), kind.name(), event.occurredAt(), position, result);
    }

    private static Signal settled(
            OperationId operation,
            @Nullable String accountId,
            @Nullable String symbol,
            String kind,
            Instant at,
            StreamPosition position,
            Object result) {
        return new Signal.Concluded(new OperationView(
                operation, accountId, symbol, kind, Status.SETTLED, null, null, null, at, position, result));
    }

    private static AccountView view(AccountOpened opened, UnitBook units) {
        Money initial = opened.initialDeposit();
        return new AccountView(
                opened.accountId(),
                opened.username(),
                "ACTIVE",
                false,
                initial == null || !units.isCurrency(initial.currency())
                        ? List.of()
                        : List.of(cash(initial.currency(), initial.amount(), null, units)),
                null,
                null,
                null,
                opened.occurredAt());
    }

    /** What moves in a wallet is one transfer, the first of its event, as are deposits and withdrawals. */
    private static WalletReceiptView receipt(WalletMoved moved, StreamPosition position) {
        return WalletReceiptView.of(moved, position + ".0");
    }

    private static TransferReceiptView receipt(MoneyMoved moved, StreamPosition position, UnitBook units) {
        CashView balance = cash(moved.money().currency(), moved.available(), moved.held(), units);
        return new TransferReceiptView(position + ".0", balance, moved.occurredAt());
    }

    private static CashView cash(Unit currency, BigDecimal available, @Nullable BigDecimal held, UnitBook units) {
        return CashView.of(
                currency, units.shown(currency, available), held == null ? null : units.shown(currency, held));
    }
}
