package dev.gembourse.gateway.upstream;

import dev.gembourse.gateway.problem.ProblemException;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * Which page of a list.
 *
 * @param cursor what an earlier page gave as {@code nextCursor}; only its maker understands it
 * @param limit how many items at most
 */
public record Paging(@Nullable String cursor, int limit) {

    private static final Pattern CURSOR = Pattern.compile("[A-Za-z0-9._~=-]{1,300}");

    /** Checks what the caller asks for; absent values get their defaults. */
    public static Paging of(@Nullable String cursor, @Nullable Integer limit, int ordinary, int most) {
        int wanted = limit == null ? ordinary : limit;
        if (wanted < 1 || wanted > most) {
            throw ProblemException.badParameter("limit", "expected a number from 1 to " + most + " but got " + wanted);
        }
        if (cursor != null && !CURSOR.matcher(cursor).matches()) {
            throw badCursor();
        }
        return new Paging(cursor, wanted);
    }

    public static ProblemException badCursor() {
        return ProblemException.badParameter("cursor", "expected a cursor that an earlier page gave as nextCursor");
    }

    Query appendTo(Query query) {
        return query.with("cursor", cursor).with("limit", limit);
    }
}
