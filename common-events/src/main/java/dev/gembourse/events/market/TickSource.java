package dev.gembourse.events.market;

import com.fasterxml.jackson.annotation.JsonCreator;
import com.fasterxml.jackson.annotation.JsonValue;

/** Where ticks come from, as in {@code mqtt:stocks}: 1 to 100 printable characters of ASCII without spaces. */
public record TickSource(@JsonValue String value) {

    private static final int LONGEST = 100;

    /** Of prices that operators set. Nobody else may use it. */
    public static final TickSource HOUSE = new TickSource("house");

    @JsonCreator(mode = JsonCreator.Mode.DELEGATING)
    public TickSource {
        if (value.isEmpty() || value.length() > LONGEST || value.chars().anyMatch(c -> c <= ' ' || c > '~')) {
            throw new IllegalArgumentException(
                    "expected source to be 1 to " + LONGEST + " printable characters of ASCII without spaces");
        }
    }

    @Override
    public String toString() {
        return value;
    }
}
