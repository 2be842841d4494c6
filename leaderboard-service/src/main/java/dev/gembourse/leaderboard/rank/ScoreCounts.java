package dev.gembourse.leaderboard.rank;

/**
 * How many players have at most so many gems, for scores below {@value #LIMIT}: prefix sums over the number of players per
 * score, 4 bytes per score up to the highest one that was met. Whoever has more than that is not counted here.
 */
final class ScoreCounts {

    static final int LIMIT = (1 << 16) - 1;

    private final PrefixSums sums = new PrefixSums();

    static boolean covers(long gems) {
        return gems >= 0 && gems < LIMIT;
    }

    /** Counts a player with these gems in (+1) or out (-1). */
    void add(long gems, int delta) {
        if (gems < LIMIT) {
            int slot = slot(gems);
            sums.extendTo(slot + 1);
            sums.add(slot, delta);
        }
    }

    /** How many players have these gems or fewer; nobody who has more than was met so far is to be asked for. */
    int atMost(long gems) {
        return sums.before(slot(gems) + 1);
    }

    /** The first slot is for all who are below zero. */
    private static int slot(long gems) {
        return gems < 0 ? 0 : (int) gems + 1;
    }
}
