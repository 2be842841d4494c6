package dev.gembourse.events.value;

import com.fasterxml.jackson.annotation.JsonCreator;
import com.fasterxml.jackson.annotation.JsonValue;
import java.util.UUID;

/**
 * Identifies one requested operation. It is derived from the scope of the request and the client's idempotency key, so a
 * retry is the same operation whichever gateway takes it.
 */
public record OperationId(@JsonValue UUID value) implements Comparable<OperationId> {

    /** Parses the canonical 36-character form. */
    @JsonCreator(mode = JsonCreator.Mode.DELEGATING)
    public static OperationId of(String text) {
        return new OperationId(Uuids.parse("operation id", text));
    }

    /** The operation that the client's key stands for within a scope (an account id, or {@code asset:SYMBOL}). */
    public static OperationId of(String scope, String idempotencyKey) {
        return new OperationId(Uuids.nameBased(scope + '\n' + idempotencyKey));
    }

    @Override
    public int compareTo(OperationId other) {
        return value.compareTo(other.value);
    }

    @Override
    public String toString() {
        return value.toString();
    }
}
