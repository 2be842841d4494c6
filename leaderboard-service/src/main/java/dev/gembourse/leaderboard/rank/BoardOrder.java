package dev.gembourse.leaderboard.rank;

/**
 * All players in the order of the board: a long row of ordinals, cut into {@link Chunks}. A place is found by two binary
 * searches (over the chunks' ends, within one), a position by a prefix sum over the chunks' sizes; both take logarithmic time,
 * whatever ties and whatever order the players come in. Moving a player shifts one chunk or two. Not thread-safe.
 */
final class BoardOrder {

    private final Players players;
    private final Chunks chunks;

    BoardOrder(Players players) {
        this.players = players;
        this.chunks = new Chunks(players);
    }

    int size() {
        return chunks.total();
    }

    /** Takes over all players, who come in the order of the board; there were none before. */
    void fill(int[] sorted) {
        chunks.fill(sorted);
    }

    /** How many players stand before this place. */
    int countBefore(Place place) {
        int chunk = chunkOf(place);
        return chunk == chunks.count() ? size() : chunks.before(chunk) + indexIn(chunk, place);
    }

    /** Who stands at a position, counted from 0. */
    int at(int position) {
        int chunk = chunks.holding(position);
        return chunks.ordinal(chunk, position - chunks.before(chunk));
    }

    /** The ordinals at {@code from} and behind it, at most {@code limit}. */
    int[] slice(int from, int limit) {
        int count = Math.clamp(size() - (long) from, 0, limit);
        int[] slice = new int[count];
        int chunk = count == 0 ? 0 : chunks.holding(from);
        int index = count == 0 ? 0 : from - chunks.before(chunk);
        for (int filled = 0; filled < count; ) {
            filled += chunks.copy(chunk, index, slice, filled);
            chunk++;
            index = 0;
        }
        return slice;
    }

    /**
     * Puts a player where its columns say that it belongs.
     *
     * @param guess a position at which that may well be; looking there first saves the searches
     */
    void insert(int ordinal, int guess) {
        Place place = players.placeOf(ordinal);
        int guessed = guess < size() ? chunks.holding(guess) : chunks.count();
        int index = guessed < chunks.count() ? guess - chunks.before(guessed) : 0;
        if (isBetween(guessed, index, place)) {
            insert(guessed, index, ordinal);
        } else {
            int chunk = chunkOf(place);
            insert(chunk, chunk == chunks.count() ? 0 : indexIn(chunk, place), ordinal);
        }
    }

    private void insert(int chunk, int index, int ordinal) {
        if (chunk < chunks.count()) {
            chunks.insert(chunk, index, ordinal);
        } else {
            chunks.append(ordinal);
        }
    }

    /** Whether the place is behind whoever stands before the index and before whoever stands there. */
    private boolean isBetween(int chunk, int index, Place place) {
        boolean before = chunk == chunks.count() || players.compare(chunks.ordinal(chunk, index), place) > 0;
        return before
                && (index > 0
                        ? players.compare(chunks.ordinal(chunk, index - 1), place) < 0
                        : chunk == 0 || chunks.endsBefore(chunk - 1, place));
    }

    /** Takes a player out; its columns must still be those under which it was put in. */
    void remove(int ordinal) {
        Place place = players.placeOf(ordinal);
        int chunk = chunkOf(place);
        // Comparing places would read columns all over the memory; the ordinals stand side by side.
        int index = chunk == chunks.count() ? -1 : chunks.indexOf(chunk, ordinal);
        if (index < 0) {
            throw new IllegalStateException("expected player " + ordinal + " to stand at " + place);
        }
        chunks.remove(chunk, index);
    }

    /** The first chunk that ends at the place or behind it; the number of chunks when all end before it. */
    private int chunkOf(Place place) {
        int from = 0;
        int to = chunks.count();
        while (from < to) {
            int middle = (from + to) >>> 1;
            if (chunks.endsBefore(middle, place)) {
                from = middle + 1;
            } else {
                to = middle;
            }
        }
        return from;
    }

    /** How many players of the chunk stand before the place. */
    private int indexIn(int chunk, Place place) {
        int from = 0;
        int to = chunks.size(chunk);
        while (from < to) {
            int middle = (from + to) >>> 1;
            if (players.compare(chunks.ordinal(chunk, middle), place) < 0) {
                from = middle + 1;
            } else {
                to = middle;
            }
        }
        return from;
    }
}
