package dev.gembourse.events.view;

import dev.gembourse.events.trading.Compensation;
import dev.gembourse.events.trading.OperationKind;
import dev.gembourse.events.trading.TradingEvent.OperationReversed;
import dev.gembourse.events.value.Note;
import dev.gembourse.events.value.OperationId;
import java.time.Instant;
import java.util.List;

/**
 * An operation that was taken back.
 *
 * @param original the operation; its view names this reversal
 * @param kind what kind of operation that was
 * @param compensations what moved, in this order
 */
public record ReversalView(
        OperationId reversalId,
        OperationId original,
        OperationKind kind,
        Note reason,
        List<Compensation> compensations,
        Instant settledAt) {

    public ReversalView {
        compensations = List.copyOf(compensations);
    }

    public static ReversalView of(OperationReversed reversed) {
        return new ReversalView(
                reversed.operationId(),
                reversed.original(),
                reversed.kind(),
                reversed.reason(),
                reversed.compensations(),
                reversed.occurredAt());
    }
}
