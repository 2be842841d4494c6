package dev.gembourse.gateway.edge;

import java.time.DateTimeException;
import java.time.Instant;
import java.time.OffsetDateTime;

/** Times as callers write them, in the years that RFC 3339 has digits for. */
public final class Rfc3339 {

    private Rfc3339() {}

    /**
     * The time in UTC.
     *
     * @throws IllegalArgumentException for everything else
     */
    public static Instant parse(String text) {
        try {
            OffsetDateTime time = OffsetDateTime.parse(text);
            if (time.getYear() >= 1 && time.getYear() <= 9999) {
                return time.toInstant();
            }
        } catch (DateTimeException e) {
            // told below
        }
        throw new IllegalArgumentException("expected a time like 2026-01-31T09:30:00Z (RFC 3339)");
    }
}
