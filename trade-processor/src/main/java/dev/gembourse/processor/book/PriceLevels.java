package dev.gembourse.processor.book;

import java.util.Arrays;
import org.jspecify.annotations.Nullable;

/**
 * One side of a book: its price levels in order, each linked with the next better and the next worse one. They are found in sorted chunks, so
 * that what has to be moved when a level comes or goes is a chunk at most, however many prices there are.
 */
final class PriceLevels {

    /** A chunk that is full becomes two. */
    private static final int CHUNK = 128;

    private final boolean bids;
    private Chunk[] chunks = {new Chunk()};

    /** The lowest rank of each chunk; where a rank belongs is found here first. */
    private long[] firsts = {Long.MIN_VALUE};

    private int size = 1;
    private @Nullable PriceLevel best;

    /** Levels by rank: prices of bids, and those of asks below 0, so that better is always more. */
    private static final class Chunk {
        private final long[] ranks = new long[CHUNK];
        private final @Nullable PriceLevel[] levels = new PriceLevel[CHUNK];
        private int size;

        int search(long rank) {
            return Arrays.binarySearch(ranks, 0, size, rank);
        }

        void insert(int place, long rank, PriceLevel level) {
            System.arraycopy(ranks, place, ranks, place + 1, size - place);
            System.arraycopy(levels, place, levels, place + 1, size - place);
            ranks[place] = rank;
            levels[place] = level;
            size++;
        }

        void remove(int place) {
            System.arraycopy(ranks, place + 1, ranks, place, size - place - 1);
            System.arraycopy(levels, place + 1, levels, place, size - place - 1);
            levels[--size] = null;
        }

        /** Gives the better half away. */
        Chunk split() {
            Chunk better = new Chunk();
            int half = size / 2;
            better.size = size - half;
            System.arraycopy(ranks, half, better.ranks, 0, better.size);
            System.arraycopy(levels, half, better.levels, 0, better.size);
            Arrays.fill(levels, half, size, null);
            size = half;
            return better;
        }
    }

    PriceLevels(boolean bids) {
        this.bids = bids;
    }

    /** The level with the best price; null when nobody waits. */
    @Nullable
    PriceLevel best() {
        return best;
    }

    /** The best level whose price is not better than this one; null when there is none. */
    @Nullable
    PriceLevel bestUpTo(long price) {
        long rank = rank(price);
        if (best == null || rank(best.price) <= rank) {
            return best;
        }
        int at = chunkOf(rank);
        int place = chunks[at].search(rank);
        return upTo(at, place >= 0 ? place : -place - 2);
    }

    /** Whether a price is at least as good as another, for whoever trades with this side. */
    boolean isAtLeastAsGood(long price, long other) {
        return rank(price) >= rank(other);
    }

    void add(BookOrder order) {
        if (best != null && best.price == order.limit) {
            best.add(order);
            return;
        }
        long rank = rank(order.limit);
        int at = chunkOf(rank);
        int place = chunks[at].search(rank);
        PriceLevel level = place >= 0 ? chunks[at].levels[place] : insert(at, -place - 1, rank, order.limit);
        if (level == null) {
            throw new IllegalStateException("expected a level at " + order.limit);
        }
        level.add(order);
    }

    void remove(BookOrder order) {
        PriceLevel level = order.level;
        if (level == null) {
            throw new IllegalStateException("expected an order that waits but got " + order);
        }
        level.remove(order);
        if (level.isEmpty()) {
            unlink(level);
            int at = chunkOf(rank(level.price));
            chunks[at].remove(chunks[at].search(rank(level.price)));
            if (chunks[at].size == 0 && at > 0) {
                drop(at);
            }
        }
    }

    private PriceLevel insert(int at, int place, long rank, long price) {
        PriceLevel level = new PriceLevel(price);
        link(level, upTo(at, place - 1));
        chunks[at].insert(place, rank, level);
        if (chunks[at].size == CHUNK) {
            split(at);
        }
        return level;
    }

    /** The level at a place of a chunk, or the best of the chunks before it where the place is before its first. */
    private @Nullable PriceLevel upTo(int at, int place) {
        if (place >= 0) {
            return chunks[at].levels[place];
        }
        for (int before = at - 1; before >= 0; before--) {
            if (chunks[before].size > 0) {
                return chunks[before].levels[chunks[before].size - 1];
            }
        }
        return null;
    }

    private void link(PriceLevel level, @Nullable PriceLevel worse) {
        PriceLevel better = worse == null ? worst() : worse.better;
        level.worse = worse;
        level.better = better;
        if (worse != null) {
            worse.better = level;
        }
        if (better == null) {
            best = level;
        } else {
            better.worse = level;
        }
    }

    private void unlink(PriceLevel level) {
        if (level.worse != null) {
            level.worse.better = level.better;
        }
        if (level.better == null) {
            best = level.worse;
        } else {
            level.better.worse = level.worse;
        }
    }

    private @Nullable PriceLevel worst() {
        for (int at = 0; at < size; at++) {
            if (chunks[at].size > 0) {
                return chunks[at].levels[0];
            }
        }
        return null;
    }

    private void split(int at) {
        if (size == chunks.length) {
            chunks = Arrays.copyOf(chunks, 2 * size);
            firsts = Arrays.copyOf(firsts, 2 * size);
        }
        System.arraycopy(chunks, at + 1, chunks, at + 2, size - at - 1);
        System.arraycopy(firsts, at + 1, firsts, at + 2, size - at - 1);
        chunks[at + 1] = chunks[at].split();
        firsts[at + 1] = chunks[at + 1].ranks[0];
        size++;
    }

    /** The first chunk stays, for whatever is worse than everything else belongs to it. */
    private void drop(int at) {
        System.arraycopy(chunks, at + 1, chunks, at, size - at - 1);
        System.arraycopy(firsts, at + 1, firsts, at, size - at - 1);
        size--;
    }

    private int chunkOf(long rank) {
        int at = Arrays.binarySearch(firsts, 0, size, rank);
        return at >= 0 ? at : -at - 2;
    }

    private long rank(long price) {
        return bids ? price : -price;
    }
}
