package dev.gembourse.leaderboard.rank;

import dev.gembourse.events.value.AccountId;
import dev.gembourse.events.value.Username;
import java.time.Instant;
import java.util.SplittableRandom;

/**
 * Makes an index of players who are all known beforehand: sorts them once instead of putting them in one by one. For one
 * thread, and used once.
 */
public final class BoardLoader {

    private static final int FEW = 12;

    private final Players players = new Players();
    private final SplittableRandom random = new SplittableRandom(1);

    /**
     * Adds a player, in whatever order.
     *
     * @param reachedAt when the player came to have these gems; counted in whole microseconds
     * @throws IllegalStateException when the player was added before
     */
    public void add(AccountId id, Username username, long gems, long tradeCount, Instant reachedAt) {
        if (players.ordinalOf(id) >= 0) {
            throw new IllegalStateException("expected player " + id + " once");
        }
        players.score(players.add(id, username), gems, tradeCount, RankIndex.micros(reachedAt));
    }

    /** The board with all who were added. */
    public RankIndex index() {
        int[] ordinals = new int[players.size()];
        for (int ordinal = 0; ordinal < ordinals.length; ordinal++) {
            ordinals[ordinal] = ordinal;
        }
        sort(ordinals, 0, ordinals.length - 1);
        return new RankIndex(players, ordinals);
    }

    /** Quicksort, for it compares all with one pivot whose columns are at hand. No two players stand at the same place. */
    private void sort(int[] ordinals, int first, int last) {
        int from = first;
        int to = last;
        while (to - from >= FEW) {
            Place pivot = players.placeOf(ordinals[random.nextInt(from, to + 1)]);
            int left = from;
            int right = to;
            while (left <= right) {
                while (players.compare(ordinals[left], pivot) < 0) {
                    left++;
                }
                while (players.compare(ordinals[right], pivot) > 0) {
                    right--;
                }
                if (left <= right) {
                    swap(ordinals, left++, right--);
                }
            }
            // The smaller part first and the larger one here: the stack stays logarithmic.
            if (right - from < to - left) {
                sort(ordinals, from, right);
                from = left;
            } else {
                sort(ordinals, left, to);
                to = right;
            }
        }
        for (int next = from + 1; next <= to; next++) {
            Place place = players.placeOf(ordinals[next]);
            for (int at = next; at > from && players.compare(ordinals[at - 1], place) > 0; at--) {
                swap(ordinals, at - 1, at);
            }
        }
    }

    private static void swap(int[] ordinals, int a, int b) {
        int kept = ordinals[a];
        ordinals[a] = ordinals[b];
        ordinals[b] = kept;
    }
}
