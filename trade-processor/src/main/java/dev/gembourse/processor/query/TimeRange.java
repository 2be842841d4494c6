package dev.gembourse.processor.query;

import dev.gembourse.processor.problem.Problem;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.time.format.DateTimeParseException;
import java.time.temporal.ChronoUnit;
import org.jspecify.annotations.Nullable;

/** From one time to another, both included; without an end where there is null. */
record TimeRange(@Nullable Instant from, @Nullable Instant to) {

    private static final Instant FIRST = Instant.parse("0001-01-01T00:00:00Z");
    private static final Instant LAST = Instant.parse("9999-12-31T23:59:59.999999999Z");

    /** The range that the parameters {@code from} and {@code to} ask for. */
    static TimeRange of(@Nullable String from, @Nullable String to) {
        TimeRange range = new TimeRange(time("from", from), time("to", to));
        if (range.from != null && range.to != null && range.from.isAfter(range.to)) {
            throw Problem.badParameter("from", "expected a time not after 'to'");
        }
        return range;
    }

    static TimeRange upTo(@Nullable Instant to) {
        return new TimeRange(null, to);
    }

    /** The time that a parameter names; null when it is absent. */
    static @Nullable Instant time(String parameter, @Nullable String text) {
        try {
            Instant time = text == null ? null : Instant.parse(text);
            if (time == null || (!time.isBefore(FIRST) && !time.isAfter(LAST))) {
                return time;
            }
        } catch (DateTimeParseException e) {
            // told below
        }
        throw Problem.badParameter(parameter, "expected a time like 2026-03-01T12:00:00Z");
    }

    /** The first microsecond in it, which is what PostgreSQL counts. */
    @Nullable
    OffsetDateTime begin() {
        if (from == null) {
            return null;
        }
        Instant micros = from.truncatedTo(ChronoUnit.MICROS);
        return (micros.equals(from) ? micros : micros.plus(1, ChronoUnit.MICROS)).atOffset(ZoneOffset.UTC);
    }

    /** The first microsecond behind it. */
    @Nullable
    OffsetDateTime end() {
        return to == null
                ? null
                : to.truncatedTo(ChronoUnit.MICROS).plus(1, ChronoUnit.MICROS).atOffset(ZoneOffset.UTC);
    }
}
