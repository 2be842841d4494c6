package dev.gembourse.processor.book;

import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.Deque;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.NavigableSet;
import java.util.TreeSet;
import java.util.function.Consumer;
import java.util.function.Predicate;
import org.jspecify.annotations.Nullable;

/**
 * The orders that wait for the last price to reach something. Those that it reaches are elected: by their stops, those first that it reached
 * first, then by time.
 */
final class Stops {

    private static final Comparator<BookOrder> HIGHEST_FIRST =
            Comparator.<BookOrder>comparingLong(order -> -order.stop).thenComparingLong(order -> order.sequence);
    private static final Comparator<BookOrder> LOWEST_FIRST =
            Comparator.<BookOrder>comparingLong(order -> order.stop).thenComparingLong(order -> order.sequence);

    private final TreeSet<BookOrder> sells = new TreeSet<>(HIGHEST_FIRST);
    private final TreeSet<BookOrder> buys = new TreeSet<>(LOWEST_FIRST);
    private final Map<Long, Trail> trailingSells = new HashMap<>();
    private final Map<Long, Trail> trailingBuys = new HashMap<>();
    private final Deque<BookOrder> elected = new ArrayDeque<>();

    /**
     * Adds an order; it is elected at once if the last price has reached its stop.
     *
     * @param peak the best price from which a trailing one starts
     */
    void add(BookOrder order, long peak, long last) {
        if (order.isReached(last)) {
            elected.add(order);
        } else if (order.stop != BookOrder.NONE) {
            fixed(order.buys).add(order);
        } else {
            trails(order.buys)
                    .computeIfAbsent(order.terms.trail(), distance -> new Trail(order.buys, distance))
                    .add(order, peak);
        }
    }

    /** @param kept hears of an order of which something else is to be remembered */
    void remove(BookOrder order, Consumer<BookOrder> kept) {
        if (order.stop != BookOrder.NONE) {
            fixed(order.buys).remove(order);
            return;
        }
        Map<Long, Trail> trails = trails(order.buys);
        Trail trail = trails.get(order.terms.trail());
        if (trail != null) {
            trail.remove(order, kept);
            if (trail.isEmpty()) {
                trails.remove(order.terms.trail());
            }
        }
    }

    /** The last price is this one now. */
    void follow(long last, Consumer<BookOrder> kept) {
        if (!sells.isEmpty() || !trailingSells.isEmpty()) {
            elect(false, last, kept);
        }
        if (!buys.isEmpty() || !trailingBuys.isEmpty()) {
            elect(true, last, kept);
        }
    }

    private void elect(boolean side, long last, Consumer<BookOrder> kept) {
        List<BookOrder> reached = new ArrayList<>();
        NavigableSet<BookOrder> fixed = fixed(side);
        while (!fixed.isEmpty() && fixed.first().isReached(last)) {
            reached.add(fixed.removeFirst());
        }
        trails(side).values().removeIf(trail -> {
            trail.follow(last, kept);
            trail.elect(last, reached::add);
            return trail.isEmpty();
        });
        reached.sort(fixed.comparator());
        elected.addAll(reached);
    }

    /** The next that has been elected; null when there is none. It is no longer here then. */
    @Nullable
    BookOrder next() {
        return elected.poll();
    }

    /** Has those wait again that have been elected and are still there: their stops stay where they are. */
    void putBack(Predicate<BookOrder> isThere, Consumer<BookOrder> kept) {
        elected.removeIf(isThere.negate());
        elected.forEach(order -> {
            fixed(order.buys).add(order);
            kept.accept(order);
        });
        elected.clear();
    }

    private NavigableSet<BookOrder> fixed(boolean side) {
        return side ? buys : sells;
    }

    private Map<Long, Trail> trails(boolean side) {
        return side ? trailingBuys : trailingSells;
    }
}
