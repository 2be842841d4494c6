package dev.gembourse.events.value;

import com.fasterxml.jackson.annotation.JsonCreator;
import com.fasterxml.jackson.annotation.JsonValue;
import java.util.Locale;

/** A player's name: 3 to 50 of letters, digits, {@code _} and {@code -} (ASCII). Unique ignoring case. */
public record Username(@JsonValue String value) {

    private static final int SHORTEST = 3;
    private static final int LONGEST = 50;

    @JsonCreator(mode = JsonCreator.Mode.DELEGATING)
    public Username {
        if (value.length() < SHORTEST || value.length() > LONGEST || !isAllowed(value)) {
            throw new IllegalArgumentException("expected username to be 3 to 50 letters, digits, '_' or '-'");
        }
    }

    // A loop, for names are made anew for every line of a board that is shown.
    private static boolean isAllowed(String name) {
        for (int i = 0; i < name.length(); i++) {
            if (!isAllowed(name.charAt(i))) {
                return false;
            }
        }
        return true;
    }

    private static boolean isAllowed(char letter) {
        return (letter >= 'a' && letter <= 'z')
                || (letter >= 'A' && letter <= 'Z')
                || (letter >= '0' && letter <= '9')
                || letter == '_'
                || letter == '-';
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
