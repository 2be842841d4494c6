package dev.gembourse.gateway.identity;

import com.fasterxml.jackson.annotation.JsonCreator;

/** What a user types. Never written anywhere. */
record Password(String value) {

    private static final int SHORTEST = 8;
    private static final int LONGEST = 1000;

    @JsonCreator(mode = JsonCreator.Mode.DELEGATING)
    Password {
        int length = value.codePointCount(0, value.length());
        if (length < SHORTEST || length > LONGEST) {
            throw new IllegalArgumentException(
                    "expected password to have %d to %d characters".formatted(SHORTEST, LONGEST));
        }
    }

    @Override
    public String toString() {
        return "Password[...]";
    }
}
