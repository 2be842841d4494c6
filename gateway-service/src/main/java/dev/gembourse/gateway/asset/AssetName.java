package dev.gembourse.gateway.asset;

import com.fasterxml.jackson.annotation.JsonCreator;
import com.fasterxml.jackson.annotation.JsonValue;

/** The name of an asset in a request: 1 to 100 characters of well-formed text without control characters. */
record AssetName(@JsonValue String value) {

    @JsonCreator(mode = JsonCreator.Mode.DELEGATING)
    AssetName {
        boolean wellFormed = value.codePoints()
                .noneMatch(c -> Character.isISOControl(c) || Character.getType(c) == Character.SURROGATE);
        if (value.isBlank() || value.length() > 100 || !wellFormed) {
            throw new IllegalArgumentException("expected name to be 1 to 100 characters without control characters");
        }
    }
}
