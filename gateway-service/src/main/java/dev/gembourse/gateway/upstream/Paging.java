package dev.gembourse.gateway.upstream;

import dev.gembourse.events.view.Listing;
import dev.gembourse.events.view.PageView;
import dev.gembourse.gateway.problem.ProblemException;
import java.util.List;
import java.util.function.Function;
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

    /** The page, of what was found where one more than fits was looked for. */
    public <T> Listing<T> page(List<T> found, Function<T, String> cursorOf) {
        boolean more = found.size() > limit;
        List<T> page = more ? found.subList(0, limit) : found;
        return new Listing<>(page, new PageView(limit, more ? cursorOf.apply(page.getLast()) : null));
    }

    public static ProblemException badCursor() {
        return ProblemException.badParameter("cursor", "expected a cursor that an earlier page gave as nextCursor");
    }

    Query appendTo(Query query) {
        return query.with("cursor", cursor).with("limit", limit);
    }
}
