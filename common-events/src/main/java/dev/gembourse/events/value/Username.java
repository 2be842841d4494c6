package dev.gembourse.events.value;

import com.fasterxml.jackson.annotation.JsonCreator;
import com.fasterxml.jackson.annotation.JsonValue;
import java.util.Locale;
import java.util.regex.Pattern;

/** A player's name: 3 to 50 of letters, digits, {@code _} and {@code -} (ASCII). Unique ignoring case. */
public record Username(@JsonValue String value) {

    private static final Pattern SHAPE = Pattern.compile("[A-Za-z0-9_-]{3,50}");

    @JsonCreator(mode = JsonCreator.Mode.DELEGATING)
    public Username {
        if (!SHAPE.matcher(value).matches()) {
            throw new IllegalArgumentException("expected username to be 3 to 50 letters, digits, '_' or '-'");
        }
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
