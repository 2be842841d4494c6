package dev.gembourse.leaderboard.rank;

import java.util.Arrays;

/**
 * All players in the order of the board: a long row of ordinals, cut into chunks of at most {@value #CAPACITY}. A place is
 * found by two binary searches (over the chunks, within one), a position by a prefix sum over the chunks' sizes; both take
 * logarithmic time, whatever ties and whatever order the players come in. Moving a player shifts one chunk or two.
 *
 * <p>Splitting or joining chunks renews the prefix sums, which is linear in the number of chunks but happens once in hundreds
 * of moves. Memory: 4 bytes per player, divided by how full the chunks are (on average two thirds). Not thread-safe.
 */
final class BoardOrder {

    static final int CAPACITY = 512;
    private static final int SPARSE = CAPACITY / 4;
    private static final int COMFORTABLE = CAPACITY * 3 / 4;

    private final PlayerRows players;
    private final PrefixSums sums = new PrefixSums();
    private int[][] chunks = new int[16][];
    private int[] sizes = new int[16];
    private long[] lastGems =
            new long[16]; // of each chunk's last player: side by side, so that most searching stays in it
    private int chunkCount;
    private int size;

    BoardOrder(PlayerRows players) {
        this.players = players;
    }

    int size() {
        return size;
    }

    /** How many players stand before this place. */
    int countBefore(Place place) {
        int chunk = chunkOf(place);
        return chunk == chunkCount ? size : sums.before(chunk) + indexIn(chunk, place);
    }

    /** Who stands at a position, counted from 0. */
    int at(int position) {
        int chunk = sums.indexOf(position);
        return chunks[chunk][position - sums.before(chunk)];
    }

    /** The ordinals at {@code from} and behind it, at most {@code limit}. */
    int[] slice(int from, int limit) {
        int count = Math.clamp(size - (long) from, 0, limit);
        int[] slice = new int[count];
        int chunk = count == 0 ? 0 : sums.indexOf(from);
        int index = count == 0 ? 0 : from - sums.before(chunk);
        for (int filled = 0; filled < count; ) {
            int taken = Math.min(sizes[chunk] - index, count - filled);
            System.arraycopy(chunks[chunk], index, slice, filled, taken);
            filled += taken;
            chunk++;
            index = 0;
        }
        return slice;
    }

    /** Puts a player where its row says that it belongs. */
    void insert(int ordinal) {
        Place place = players.placeOf(ordinal);
        int chunk = chunkOf(place);
        int index;
        if (chunk < chunkCount) {
            index = indexIn(chunk, place);
        } else if (chunkCount == 0 || sizes[chunkCount - 1] == CAPACITY) {
            openChunk(chunkCount, new int[CAPACITY], 0);
            index = 0;
        } else {
            chunk = chunkCount - 1;
            index = sizes[chunk];
        }
        if (sizes[chunk] == CAPACITY) {
            split(chunk);
            if (index > sizes[chunk]) {
                index -= sizes[chunk];
                chunk++;
            }
        }
        System.arraycopy(chunks[chunk], index, chunks[chunk], index + 1, sizes[chunk] - index);
        chunks[chunk][index] = ordinal;
        sizes[chunk]++;
        noteEnd(chunk);
        size++;
        sums.add(chunk, 1);
    }

    /** Takes a player out; its row must still be that under which it was put in. */
    void remove(int ordinal) {
        Place place = players.placeOf(ordinal);
        int chunk = chunkOf(place);
        int index = chunk == chunkCount ? -1 : indexIn(chunk, place);
        if (index < 0 || chunks[chunk][index] != ordinal) {
            throw new IllegalStateException("expected player " + ordinal + " to stand at " + place);
        }
        System.arraycopy(chunks[chunk], index + 1, chunks[chunk], index, sizes[chunk] - index - 1);
        sizes[chunk]--;
        size--;
        sums.add(chunk, -1);
        if (sizes[chunk] == 0) {
            closeChunk(chunk);
            return;
        }
        noteEnd(chunk);
        if (sizes[chunk] < SPARSE) {
            joinWithNeighbour(chunk);
        }
    }

    /** The first chunk that ends at the place or behind it; {@code chunkCount} when all end before it. */
    private int chunkOf(Place place) {
        int from = 0;
        int to = chunkCount;
        while (from < to) {
            int middle = (from + to) >>> 1;
            if (endsBefore(middle, place)) {
                from = middle + 1;
            } else {
                to = middle;
            }
        }
        return from;
    }

    private boolean endsBefore(int chunk, Place place) {
        return lastGems[chunk] == place.gems()
                ? players.compare(chunks[chunk][sizes[chunk] - 1], place) < 0
                : lastGems[chunk] > place.gems();
    }

    private void noteEnd(int chunk) {
        lastGems[chunk] = players.gems(chunks[chunk][sizes[chunk] - 1]);
    }

    /** How many players of the chunk stand before the place. */
    private int indexIn(int chunk, Place place) {
        int[] ordinals = chunks[chunk];
        int from = 0;
        int to = sizes[chunk];
        while (from < to) {
            int middle = (from + to) >>> 1;
            if (players.compare(ordinals[middle], place) < 0) {
                from = middle + 1;
            } else {
                to = middle;
            }
        }
        return from;
    }

    private void split(int chunk) {
        int half = CAPACITY / 2;
        int[] behind = new int[CAPACITY];
        System.arraycopy(chunks[chunk], half, behind, 0, CAPACITY - half);
        sizes[chunk] = half;
        openChunk(chunk + 1, behind, CAPACITY - half);
        noteEnd(chunk);
        noteEnd(chunk + 1);
    }

    private void openChunk(int at, int[] ordinals, int count) {
        if (chunkCount == chunks.length) {
            chunks = Arrays.copyOf(chunks, chunkCount * 2);
            sizes = Arrays.copyOf(sizes, chunkCount * 2);
            lastGems = Arrays.copyOf(lastGems, chunkCount * 2);
        }
        System.arraycopy(chunks, at, chunks, at + 1, chunkCount - at);
        System.arraycopy(sizes, at, sizes, at + 1, chunkCount - at);
        System.arraycopy(lastGems, at, lastGems, at + 1, chunkCount - at);
        chunks[at] = ordinals;
        sizes[at] = count;
        chunkCount++;
        sums.reset(sizes, chunkCount);
    }

    private void joinWithNeighbour(int chunk) {
        if (chunk + 1 < chunkCount && sizes[chunk] + sizes[chunk + 1] <= COMFORTABLE) {
            pourIntoFormer(chunk + 1);
        } else if (chunk > 0 && sizes[chunk - 1] + sizes[chunk] <= COMFORTABLE) {
            pourIntoFormer(chunk);
        }
    }

    private void pourIntoFormer(int chunk) {
        System.arraycopy(chunks[chunk], 0, chunks[chunk - 1], sizes[chunk - 1], sizes[chunk]);
        sizes[chunk - 1] += sizes[chunk];
        noteEnd(chunk - 1);
        closeChunk(chunk);
    }

    private void closeChunk(int chunk) {
        chunkCount--;
        System.arraycopy(chunks, chunk + 1, chunks, chunk, chunkCount - chunk);
        System.arraycopy(sizes, chunk + 1, sizes, chunk, chunkCount - chunk);
        System.arraycopy(lastGems, chunk + 1, lastGems, chunk, chunkCount - chunk);
        chunks[chunkCount] = null;
        sums.reset(sizes, chunkCount);
    }
}
