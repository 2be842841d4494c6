package dev.gembourse.processor.query;

import dev.gembourse.events.view.Listing;
import dev.gembourse.events.view.PageView;
import dev.gembourse.processor.problem.Problem;
import java.util.List;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/** How much of a list is asked for. */
record Page(int limit) {

    static final String DEFAULT = "50";
    private static final int MOST = 1_000;

    /** As many items as the caller wants, from 1 to 1,000. */
    static Page of(int limit) {
        if (limit < 1 || limit > MOST) {
            throw Problem.badParameter("limit", "expected a number from 1 to " + MOST + " but got " + limit);
        }
        return new Page(limit);
    }

    /** One row more than asked for tells whether there is another page. */
    int rows() {
        return limit + 1;
    }

    /** The page out of at most {@link #rows} rows. */
    <R, T> Listing<T> of(List<R> rows, Function<R, T> view, Function<R, String> cursor) {
        boolean more = rows.size() > limit;
        List<R> shown = more ? rows.subList(0, limit) : rows;
        return new Listing<>(
                shown.stream().map(view).toList(), new PageView(limit, more ? cursor.apply(shown.getLast()) : null));
    }

    /** What a cursor stands for; null when the list is to be read from its beginning. */
    static <T> @Nullable T from(@Nullable String cursor, Function<String, T> meaning) {
        if (cursor == null) {
            return null;
        }
        try {
            return meaning.apply(cursor);
        } catch (IllegalArgumentException e) {
            throw Problem.badParameter("cursor", "expected a cursor that an earlier page gave as nextCursor");
        }
    }
}
