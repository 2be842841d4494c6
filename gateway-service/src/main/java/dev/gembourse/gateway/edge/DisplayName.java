package dev.gembourse.gateway.edge;

import com.fasterxml.jackson.annotation.JsonCreator;
import com.fasterxml.jackson.annotation.JsonValue;

/** The name of something in a request: 1 to 100 characters of well-formed text without control characters. */
public record DisplayName(@JsonValue String value) {

    @JsonCreator(mode = JsonCreator.Mode.DELEGATING)
    public DisplayName {
        boolean wellFormed = value.codePoints()
                .noneMatch(c -> Character.isISOControl(c) || Character.getType(c) == Character.SURROGATE);
        if (value.isBlank() || value.length() > 100 || !wellFormed) {
            throw new IllegalArgumentException("expected name to be 1 to 100 characters without control characters");
        }
    }
}
