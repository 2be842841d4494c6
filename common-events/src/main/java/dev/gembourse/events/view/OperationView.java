package dev.gembourse.events.view;

import dev.gembourse.events.value.OperationId;
import dev.gembourse.events.value.StreamPosition;
import java.time.Instant;
import org.jspecify.annotations.Nullable;

/**
 * What became of an operation. {@code accountId} or {@code symbol} says what it is about; {@code reason} and
 * {@code detail} are given when it was refused, {@code result} when it was settled.
 *
 * @param status PENDING, SETTLED, REFUSED, or QUARANTINED when the command could not be read
 * @param position the outcome's place in the journal of its area, for {@code at-least}
 * @param result what a waiting caller would have been answered
 * @param reversedBy the operation that has taken this one back; absent if none has
 * @param source which partner's message has asked for it; absent where none has, and where the answer was made of the outcome alone
 * @param causationId what the partner calls that message; given with {@code source}
 */
public record OperationView(
        OperationId operationId,
        @Nullable String accountId,
        @Nullable String symbol,
        String kind,
        Status status,
        @Nullable String reason,
        @Nullable String detail,
        @Nullable Instant submittedAt,
        @Nullable Instant settledAt,
        @Nullable StreamPosition position,
        @Nullable Object result,
        @Nullable OperationId reversedBy,
        @Nullable String source,
        @Nullable String causationId) {

    /** An operation that nobody has taken back, and no partner has asked for. */
    public OperationView(
            OperationId operationId,
            @Nullable String accountId,
            @Nullable String symbol,
            String kind,
            Status status,
            @Nullable String reason,
            @Nullable String detail,
            @Nullable Instant submittedAt,
            @Nullable Instant settledAt,
            @Nullable StreamPosition position,
            @Nullable Object result) {
        this(
                operationId,
                accountId,
                symbol,
                kind,
                status,
                reason,
                detail,
                submittedAt,
                settledAt,
                position,
                result,
                null,
                null,
                null);
    }

    /**
     * The same, with what the outcome does not tell.
     *
     * @param reversal the operation that has taken it back; null if none has
     * @param partner the source of the message that has asked for it; null if that was no partner's
     * @param message what the partner calls that message; null if there is none
     */
    public OperationView with(@Nullable OperationId reversal, @Nullable String partner, @Nullable String message) {
        return new OperationView(
                operationId,
                accountId,
                symbol,
                kind,
                status,
                reason,
                detail,
                submittedAt,
                settledAt,
                position,
                result,
                reversal,
                partner,
                message);
    }

    /** How far an operation has got. */
    public enum Status {
        PENDING,
        SETTLED,
        REFUSED,
        QUARANTINED
    }
}
