package dev.gembourse.processor.book;

import java.util.Arrays;
import org.jspecify.annotations.Nullable;

/**
 * One side of a book: its price levels in a sorted array, the best one last. Nearly everything happens near the best price, so hardly anything
 * is moved when a level comes or goes there.
 */
final class PriceLevels {

    private final boolean bids;

    /** Prices of bids, and those of asks below 0, so that better is always more. */
    private long[] ranks = new long[16];

    private @Nullable PriceLevel[] levels = new PriceLevel[16];
    private int size;

    PriceLevels(boolean bids) {
        this.bids = bids;
    }

    int size() {
        return size;
    }

    /** The level at a place, 0 being the worst. */
    PriceLevel level(int place) {
        PriceLevel level = levels[place];
        if (level == null) {
            throw new IllegalStateException("expected a level at " + place + " of " + size);
        }
        return level;
    }

    /** The place of the best level whose price is not better than this one; -1 when there is none. */
    int placeOfBestUpTo(long price) {
        int place = search(rank(price));
        return place >= 0 ? place : -place - 2;
    }

    /** Whether a price is at least as good as another, for whoever trades with this side. */
    boolean isAtLeastAsGood(long price, long other) {
        return rank(price) >= rank(other);
    }

    void add(BookOrder order) {
        long rank = rank(order.limit);
        int place = search(rank);
        if (place < 0) {
            place = -place - 1;
            insert(place, rank, new PriceLevel(order.limit));
        }
        level(place).add(order);
    }

    void remove(BookOrder order) {
        PriceLevel level = order.level;
        if (level == null) {
            throw new IllegalStateException("expected an order that waits but got " + order);
        }
        level.remove(order);
        if (level.isEmpty()) {
            int place = search(rank(level.price));
            int behind = size - place - 1;
            System.arraycopy(ranks, place + 1, ranks, place, behind);
            System.arraycopy(levels, place + 1, levels, place, behind);
            levels[--size] = null;
        }
    }

    private void insert(int place, long rank, PriceLevel level) {
        if (size == ranks.length) {
            ranks = Arrays.copyOf(ranks, 2 * size);
            levels = Arrays.copyOf(levels, 2 * size);
        }
        System.arraycopy(ranks, place, ranks, place + 1, size - place);
        System.arraycopy(levels, place, levels, place + 1, size - place);
        ranks[place] = rank;
        levels[place] = level;
        size++;
    }

    private long rank(long price) {
        return bids ? price : -price;
    }

    private int search(long rank) {
        return Arrays.binarySearch(ranks, 0, size, rank);
    }
}
