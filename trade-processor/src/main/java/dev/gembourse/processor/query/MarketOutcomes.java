package dev.gembourse.processor.query;

import dev.gembourse.events.market.MarketEvent;
import dev.gembourse.events.market.MarketEvent.AssetChanged;
import dev.gembourse.events.market.MarketEvent.AssetCreated;
import dev.gembourse.events.market.MarketEvent.AssetRetired;
import dev.gembourse.events.market.MarketEvent.AssetRetirementBegun;
import dev.gembourse.events.market.MarketEvent.AssetStated;
import dev.gembourse.events.market.MarketEvent.MarketCommandRepeated;
import dev.gembourse.events.market.MarketEvent.MarketOperationRefused;
import dev.gembourse.events.market.MarketOperationKind;
import dev.gembourse.events.view.AssetView;
import dev.gembourse.events.view.OperationView;
import dev.gembourse.events.view.OperationView.Status;

/** How the outcome of an operation on an asset is shown. */
final class MarketOutcomes {

    private MarketOutcomes() {}

    static OperationView view(Decided<MarketEvent> decided) {
        return switch (decided.outcome()) {
            case AssetCreated created -> settled(decided, created, MarketOperationKind.CREATE_ASSET);
            case AssetChanged changed -> settled(decided, changed, MarketOperationKind.CHANGE_ASSET);
            case AssetRetired retired -> settled(decided, retired, MarketOperationKind.RETIRE_ASSET);
            case MarketOperationRefused refused -> refused(decided, refused);
            case AssetRetirementBegun begun -> throw noOutcome(begun);
            case MarketCommandRepeated repeated -> throw noOutcome(repeated);
        };
    }

    private static OperationView settled(Decided<MarketEvent> decided, AssetStated event, MarketOperationKind kind) {
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
                AssetView.of(event.asset()));
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
