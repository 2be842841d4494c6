package dev.gembourse.events.value;

import com.fasterxml.jackson.annotation.JsonCreator;
import com.fasterxml.jackson.annotation.JsonValue;
import java.util.Locale;

/** A player's name: 3 to 50 of letters, digits, {@code _} and {@code -} (ASCII). Unique ignoring case. */
public record Username(@JsonValue String value) {

    private static final int SHORTEST = 3;
    private static final int LONGEST = 50;
    private static final boolean[] ALLOWED = allowed();

    @JsonCreator(mode = JsonCreator.Mode.DELEGATING)
    public Username {
        if (value.length() < SHORTEST || value.length() > LONGEST || !isAllowed(value)) {
            throw new IllegalArgumentException("expected username to be 3 to 50 letters, digits, '_' or '-'");
        }
    }

    // Not a pattern, for names are made anew for every line of a board that is shown.
    private static boolean isAllowed(String name) {
        for (int i = 0; i < name.length(); i++) {
            char letter = name.charAt(i);
            if (letter >= ALLOWED.length || !ALLOWED[letter]) {
                return false;
            }
        }
        return true;
    }

    private static boolean[] allowed() {
        boolean[] allowed = new boolean[128];
        "ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789_-"
                .chars()
                .forEach(letter -> allowed[letter] = true);
        return allowed;
    }

    /** The form in which two names are compared. */
    public String folded() {
        return value.toLowerCase(Locale.ROOT);
    }

    @Override
    public String toString() {
        return value;
    }
}
