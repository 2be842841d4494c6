package dev.gembourse.events.value;

import com.fasterxml.jackson.annotation.JsonCreator;
import com.fasterxml.jackson.annotation.JsonValue;

/** What a caller says an amount was for, as in "Sword of Dawn" or "invoice 17": 1 to 100 printable characters. */
public record Reference(@JsonValue String value) {

    private static final int LONGEST = 100;

    @JsonCreator(mode = JsonCreator.Mode.DELEGATING)
    public Reference {
        boolean printable = value.codePoints()
                .noneMatch(c -> Character.isISOControl(c) || Character.getType(c) == Character.SURROGATE);
        if (value.isBlank() || value.length() > LONGEST || !printable) {
            throw new IllegalArgumentException(
                    "expected reference to be 1 to " + LONGEST + " characters without control characters");
        }
    }

    @Override
    public String toString() {
        return value;
    }
}
