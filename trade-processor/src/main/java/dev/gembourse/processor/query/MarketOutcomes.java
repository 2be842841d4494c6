package dev.gembourse.processor.query;

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
import dev.gembourse.events.view.AssetView;
import dev.gembourse.events.view.BookUpdateView;
import dev.gembourse.events.view.CandleImportView;
import dev.gembourse.events.view.OperationView;
import dev.gembourse.events.view.OperationView.Status;
import dev.gembourse.events.view.PriceTickView;
import dev.gembourse.events.view.UnitView;

/** How the outcome of an operation on an asset or a unit is shown. */
final class MarketOutcomes {

    private MarketOutcomes() {}

    static OperationView view(UnitBook ignored, Decided<MarketEvent> decided) {
        return switch (decided.outcome()) {
            case AssetCreated created ->
                settled(decided, MarketOperationKind.CREATE_ASSET, AssetView.of(created.asset()));
            case AssetChanged changed ->
                settled(decided, MarketOperationKind.CHANGE_ASSET, AssetView.of(changed.asset()));
            case AssetRetired retired ->
                settled(decided, MarketOperationKind.RETIRE_ASSET, AssetView.of(retired.asset()));
            case PriceTicked ticked -> settled(decided, MarketOperationKind.PRICE_TICK, PriceTickView.of(ticked));
            case CandlesImported imported ->
                settled(decided, MarketOperationKind.IMPORT_CANDLES, CandleImportView.of(imported));
            case UnitDefined defined ->
                settled(decided, MarketOperationKind.DEFINE_UNIT, UnitView.of(defined.definition()));
            case UnitChanged changed ->
                settled(decided, MarketOperationKind.CHANGE_UNIT, UnitView.of(changed.definition()));
            case MarketOperationRefused refused -> refused(decided, refused);
            case BookUpdated updated -> settled(decided, MarketOperationKind.ENTER_ORDER, BookUpdateView.of(updated));
            case TradingHalted halted -> throw noOutcome(halted);
            case AssetRetirementBegun begun -> throw noOutcome(begun);
            case MarketCommandRepeated repeated -> throw noOutcome(repeated);
        };
    }

    private static OperationView settled(Decided<MarketEvent> decided, MarketOperationKind kind, Object result) {
        MarketEvent event = decided.outcome();
        return new OperationView(
                decided.id(),
                null,
                event.symbol().value(),
                kind.name(),
                Status.SETTLED,
                null,
                null,
                decided.submittedAt(),
                event.occurredAt(),
                decided.position(),
                result);
    }

    private static OperationView refused(Decided<MarketEvent> decided, MarketOperationRefused refused) {
        return new OperationView(
                decided.id(),
                null,
                refused.symbol().value(),
                refused.kind().name(),
                Status.REFUSED,
                refused.reason().name(),
                refused.detail(),
                decided.submittedAt(),
                refused.occurredAt(),
                decided.position(),
                null);
    }

    private static IllegalStateException noOutcome(MarketEvent event) {
        return new IllegalStateException("expected the outcome of an operation but got " + event);
    }
}
