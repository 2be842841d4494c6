package dev.gembourse.events.value;

import com.fasterxml.jackson.annotation.JsonCreator;
import com.fasterxml.jackson.annotation.JsonValue;
import java.util.UUID;

/** Identifies an order for ever. */
public record OrderId(@JsonValue UUID value) implements Comparable<OrderId> {

    /** Parses the canonical 36-character form. */
    @JsonCreator(mode = JsonCreator.Mode.DELEGATING)
    public static OrderId of(String text) {
        return new OrderId(Uuids.parse("order id", text));
    }

    /** The order that an operation places, when its owner does not name it. */
    public static OrderId of(OperationId placing) {
        return new OrderId(placing.value());
    }

    /** The order that an account calls by this name: the same one for ever, so that the name is unique. */
    public static OrderId of(AccountId account, ClientOrderId name) {
        return new OrderId(Uuids.nameBased("order:" + account + '\n' + name));
    }

    @Override
    public int compareTo(OrderId other) {
        return value.compareTo(other.value);
    }

    @Override
    public String toString() {
        return value.toString();
    }
}
