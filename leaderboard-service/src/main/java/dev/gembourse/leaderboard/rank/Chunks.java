package dev.gembourse.leaderboard.rank;

import java.util.Arrays;

/**
 * A row of ordinals in chunks of at most {@value #CAPACITY}, none of them empty. What searching needs of each chunk stands side
 * by side. Splitting or joining chunks renews the prefix sums, which is linear in the number of chunks but happens once in
 * hundreds of changes. Memory: 4 bytes per player and about a tenth more, since arrays grow by {@value #ROOM}.
 */
final class Chunks {

    static final int CAPACITY = 512;
    private static final int SPARSE = CAPACITY / 4;
    private static final int COMFORTABLE = CAPACITY * 3 / 4;
    private static final int ROOM = 32;

    private final Players players;
    private final PrefixSums sums = new PrefixSums();
    private int[][] chunks = new int[16][];
    private int[] sizes = new int[16];
    private long[] endGems = new long[16];
    private long[] endReachedAt = new long[16];
    private int count;
    private int total;

    Chunks(Players players) {
        this.players = players;
    }

    int count() {
        return count;
    }

    int total() {
        return total;
    }

    int size(int chunk) {
        return sizes[chunk];
    }

    int ordinal(int chunk, int index) {
        return chunks[chunk][index];
    }

    /** Where in the chunk the ordinal stands, or -1. */
    int indexOf(int chunk, int ordinal) {
        int[] ordinals = chunks[chunk];
        for (int index = 0; index < sizes[chunk]; index++) {
            if (ordinals[index] == ordinal) {
                return index;
            }
        }
        return -1;
    }

    /** How many ordinals stand in the chunks before this one. */
    int before(int chunk) {
        return sums.before(chunk);
    }

    /** The chunk that holds a position of the whole row. */
    int holding(int position) {
        return sums.indexOf(position);
    }

    boolean endsBefore(int chunk, Place place) {
        return endGems[chunk] == place.gems()
                ? players.compareTie(chunks[chunk][sizes[chunk] - 1], endReachedAt[chunk], place) < 0
                : endGems[chunk] > place.gems();
    }

    /** Copies what stands in the chunk from this index on, as far as there is room; returns how many. */
    int copy(int chunk, int from, int[] target, int at) {
        int copied = Math.min(sizes[chunk] - from, target.length - at);
        System.arraycopy(chunks[chunk], from, target, at, copied);
        return copied;
    }

    /** Takes over a whole row, while there is none yet. */
    void fill(int[] row) {
        count = (row.length + COMFORTABLE - 1) / COMFORTABLE;
        resize(count + 16);
        for (int chunk = 0; chunk < count; chunk++) {
            int from = chunk * COMFORTABLE;
            sizes[chunk] = Math.min(COMFORTABLE, row.length - from);
            chunks[chunk] = Arrays.copyOfRange(row, from, from + sizes[chunk]);
            noteEnd(chunk);
        }
        total = row.length;
        sums.reset(sizes, count);
    }

    void append(int ordinal) {
        if (count == 0) {
            open(0, new int[ROOM], 0);
        }
        insert(count - 1, sizes[count - 1], ordinal);
    }

    void insert(int chunk, int index, int ordinal) {
        if (sizes[chunk] == CAPACITY) {
            split(chunk);
            if (index > sizes[chunk]) {
                insert(chunk + 1, index - sizes[chunk], ordinal);
                return;
            }
        }
        makeRoom(chunk, sizes[chunk] + 1);
        System.arraycopy(chunks[chunk], index, chunks[chunk], index + 1, sizes[chunk] - index);
        chunks[chunk][index] = ordinal;
        sizes[chunk]++;
        total++;
        if (index == sizes[chunk] - 1) {
            noteEnd(chunk);
        }
        sums.add(chunk, 1);
    }

    void remove(int chunk, int index) {
        System.arraycopy(chunks[chunk], index + 1, chunks[chunk], index, sizes[chunk] - index - 1);
        sizes[chunk]--;
        total--;
        sums.add(chunk, -1);
        if (sizes[chunk] == 0) {
            close(chunk);
            return;
        }
        if (index == sizes[chunk]) {
            noteEnd(chunk);
        }
        if (sizes[chunk] < SPARSE) {
            joinWithNeighbour(chunk);
        }
    }

    private void noteEnd(int chunk) {
        int last = chunks[chunk][sizes[chunk] - 1];
        endGems[chunk] = players.gems(last);
        endReachedAt[chunk] = players.reachedAt(last);
    }

    private void makeRoom(int chunk, int needed) {
        if (needed > chunks[chunk].length) {
            chunks[chunk] = Arrays.copyOf(chunks[chunk], Math.min(CAPACITY, needed + ROOM));
        }
    }

    private void split(int chunk) {
        int half = CAPACITY / 2;
        int[] whole = chunks[chunk];
        chunks[chunk] = Arrays.copyOf(whole, half);
        sizes[chunk] = half;
        noteEnd(chunk);
        open(chunk + 1, Arrays.copyOfRange(whole, half, CAPACITY), CAPACITY - half);
        noteEnd(chunk + 1);
    }

    private void joinWithNeighbour(int chunk) {
        if (chunk + 1 < count && sizes[chunk] + sizes[chunk + 1] <= COMFORTABLE) {
            pourIntoFormer(chunk + 1);
        } else if (chunk > 0 && sizes[chunk - 1] + sizes[chunk] <= COMFORTABLE) {
            pourIntoFormer(chunk);
        }
    }

    private void pourIntoFormer(int chunk) {
        makeRoom(chunk - 1, sizes[chunk - 1] + sizes[chunk]);
        System.arraycopy(chunks[chunk], 0, chunks[chunk - 1], sizes[chunk - 1], sizes[chunk]);
        sizes[chunk - 1] += sizes[chunk];
        noteEnd(chunk - 1);
        close(chunk);
    }

    private void open(int at, int[] ordinals, int size) {
        if (count == chunks.length) {
            resize(count * 2);
        }
        shift(at, at + 1, count - at);
        chunks[at] = ordinals;
        sizes[at] = size;
        count++;
        sums.reset(sizes, count);
    }

    private void close(int chunk) {
        count--;
        shift(chunk + 1, chunk, count - chunk);
        chunks[count] = null;
        sums.reset(sizes, count);
    }

    private void shift(int from, int to, int length) {
        System.arraycopy(chunks, from, chunks, to, length);
        System.arraycopy(sizes, from, sizes, to, length);
        System.arraycopy(endGems, from, endGems, to, length);
        System.arraycopy(endReachedAt, from, endReachedAt, to, length);
    }

    private void resize(int length) {
        chunks = Arrays.copyOf(chunks, length);
        sizes = Arrays.copyOf(sizes, length);
        endGems = Arrays.copyOf(endGems, length);
        endReachedAt = Arrays.copyOf(endReachedAt, length);
    }
}
