package dev.gembourse.gateway.upstream;

import dev.gembourse.events.value.StreamPosition;
import dev.gembourse.gateway.edge.Rfc3339;
import java.time.Instant;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/** A moment of the past, by the clock or by the account's journal. */
public record Moment(@Nullable Instant time, @Nullable StreamPosition position) {

    private static final Pattern POSITION = Pattern.compile("[0-9]+\\.[0-9]+");

    /** Reads a time like 2026-01-31T09:30:00Z or a position like 2.1042. */
    public static Moment of(String text) {
        try {
            return POSITION.matcher(text).matches()
                    ? new Moment(null, StreamPosition.of(text))
                    : new Moment(Rfc3339.parse(text), null);
        } catch (IllegalArgumentException e) {
            throw new IllegalArgumentException(
                    "expected a time like 2026-01-31T09:30:00Z or a position like 2.1042", e);
        }
    }
}
