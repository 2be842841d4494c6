package dev.gembourse.gateway.upstream;

import dev.gembourse.events.value.Unit;
import org.jspecify.annotations.Nullable;

/**
 * Which of an account's transfers are meant; null is all.
 *
 * @param kind as transfers show it; only the processor knows all kinds
 */
public record StatementFilter(@Nullable Unit unit, @Nullable String kind, TimeRange range) {

    Query appendTo(Query query) {
        return range.appendTo(query.with("unit", unit).with("kind", kind));
    }
}
