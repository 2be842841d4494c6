package dev.gembourse.events.value;

import com.fasterxml.jackson.annotation.JsonCreator;
import com.fasterxml.jackson.annotation.JsonValue;

/** What an account calls an order of its own, unique for ever: 1 to 64 printable ASCII characters without spaces. */
public record ClientOrderId(@JsonValue String value) {

    private static final int LONGEST = 64;

    @JsonCreator(mode = JsonCreator.Mode.DELEGATING)
    public ClientOrderId {
        if (value.isEmpty() || value.length() > LONGEST || value.chars().anyMatch(c -> c <= ' ' || c > '~')) {
            throw new IllegalArgumentException(
                    "expected clientOrderId to be 1 to " + LONGEST + " printable ASCII characters without spaces");
        }
    }

    @Override
    public String toString() {
        return value;
    }
}
