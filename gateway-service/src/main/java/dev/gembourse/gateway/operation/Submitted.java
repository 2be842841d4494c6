package dev.gembourse.gateway.operation;

import dev.gembourse.events.value.OperationId;
import dev.gembourse.events.value.StreamPosition;
import java.time.Instant;
import java.util.Objects;
import java.util.concurrent.CompletableFuture;
import org.jspecify.annotations.Nullable;

/**
 * A command that was handed to Kafka.
 *
 * @param content what it asks for; two with equal content are retries of each other
 * @param acknowledged completes with its place in the log, or exceptionally when that is not known in time
 */
public record Submitted(
        OperationId operationId,
        Area area,
        String kind,
        @Nullable String accountId,
        @Nullable String symbol,
        String content,
        Instant submittedAt,
        CompletableFuture<StreamPosition> acknowledged) {

    /** The account or asset that it is about. */
    String scope() {
        return Objects.requireNonNull(accountId != null ? accountId : symbol);
    }

    /** This command as it was when it was accepted before. */
    Submitted as(Accepted earlier) {
        return new Submitted(
                operationId,
                area,
                kind,
                accountId,
                symbol,
                content,
                earlier.submittedAt() == null ? submittedAt : earlier.submittedAt(),
                CompletableFuture.completedFuture(earlier.position()));
    }
}
