package dev.gembourse.gateway.operation;

import dev.gembourse.events.value.OperationId;
import dev.gembourse.events.value.StreamPosition;
import dev.gembourse.events.view.OperationView;
import java.time.Instant;
import org.jspecify.annotations.Nullable;

/**
 * A command that stands in the log.
 *
 * @param position its place in the topic of its area (partition and Kafka offset)
 */
public record Accepted(
        OperationId operationId,
        Area area,
        String kind,
        @Nullable String accountId,
        @Nullable String symbol,
        @Nullable Instant submittedAt,
        StreamPosition position) {

    OperationView pending() {
        return new OperationView(
                operationId,
                accountId,
                symbol,
                kind,
                OperationView.Status.PENDING,
                null,
                null,
                submittedAt,
                null,
                null,
                null);
    }
}
