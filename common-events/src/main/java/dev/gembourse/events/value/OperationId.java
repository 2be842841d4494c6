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

    /**
     * The operation that a message of a partner asks for: the same source and id are the same operation, for ever.
     *
     * @param source the partner's CloudEvents source
     * @param id what the partner calls the message, unique within the source
     */
    public static OperationId ofPartner(String source, String id) {
        return of("partner:" + source, id);
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
