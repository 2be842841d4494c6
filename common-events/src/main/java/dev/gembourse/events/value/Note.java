package dev.gembourse.events.value;

import com.fasterxml.jackson.annotation.JsonCreator;
import com.fasterxml.jackson.annotation.JsonValue;

/** What somebody has written about an operation: one line of 1 to 200 characters, not all blank, without control characters. */
public record Note(@JsonValue String text) {

    private static final int LONGEST = 200;

    @JsonCreator(mode = JsonCreator.Mode.DELEGATING)
    public Note {
        if (text.isBlank() || text.length() > LONGEST || !isWellFormed(text)) {
            throw new IllegalArgumentException(
                    "expected 1 to " + LONGEST + " characters of text without control characters");
        }
    }

    private static boolean isWellFormed(String text) {
        return text.codePoints()
                .noneMatch(c -> Character.isISOControl(c) || Character.getType(c) == Character.SURROGATE);
    }

    @Override
    public String toString() {
        return text;
    }
}
