package dev.gembourse.processor.query;

import dev.gembourse.events.view.Listing;
import dev.gembourse.events.view.PageView;
import java.util.List;
import java.util.Objects;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/**
 * As much of a filtered list as is found by looking at a limited part of it: it may be less than asked for, or nothing, with more
 * behind it.
 *
 * @param next the place behind which the list goes on; null at its end
 */
record Slice<T, P>(List<T> items, @Nullable P next) {

    /**
     * What was found at a place, or the last place that was looked at, whatever is there.
     *
     * @param item null if it is not what is asked for
     */
    record Row<T, P>(P place, @Nullable T item, boolean lastLookedAt) {}

    /** Up to {@code limit} items, out of one row more if there are more. */
    static <T, P> Slice<T, P> of(List<Row<T, P>> rows, int limit) {
        List<Row<T, P>> found =
                rows.stream().filter(row -> row.item() != null).limit(limit).toList();
        return new Slice<>(
                found.stream().map(row -> Objects.requireNonNull(row.item())).toList(),
                rows.size() > limit ? found.getLast().place() : endOfLook(rows));
    }

    private static <T, P> @Nullable P endOfLook(List<Row<T, P>> rows) {
        return !rows.isEmpty() && rows.getLast().lastLookedAt() ? rows.getLast().place() : null;
    }

    Listing<T> listing(Page page, Function<P, String> cursor) {
        return new Listing<>(items, new PageView(page.limit(), next == null ? null : cursor.apply(next)));
    }
}
