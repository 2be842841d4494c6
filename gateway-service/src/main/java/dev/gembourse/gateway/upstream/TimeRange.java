package dev.gembourse.gateway.upstream;

import dev.gembourse.gateway.problem.ProblemException;
import java.time.Instant;
import org.jspecify.annotations.Nullable;

/** From one time to another, both included; without an end where there is null. */
public record TimeRange(@Nullable Instant from, @Nullable Instant to) {

    /** Checks the parameters {@code from} and {@code to}. */
    public static TimeRange of(@Nullable Instant from, @Nullable Instant to) {
        if (from != null && to != null && from.isAfter(to)) {
            throw ProblemException.badParameter("from", "expected a time not after 'to'");
        }
        return new TimeRange(from, to);
    }

    Query appendTo(Query query) {
        return query.with("from", from).with("to", to);
    }
}
