package dev.gembourse.leaderboard.rank;

import dev.gembourse.events.value.AccountId;
import dev.gembourse.events.value.Username;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.concurrent.locks.StampedLock;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/**
 * The board. Rank = 1 + number of players with more gems; players with equal gems are listed in the order in which they
 * reached them, then by account id. What is on the board depends only on what is known of the players, not on the order in
 * which it became known: a rebuilt board is the same board.
 *
 * <p>A player's rank takes one look into the table of ids and one prefix sum ({@link ScoreCounts}), or two binary searches for
 * scores of {@value ScoreCounts#LIMIT} and more; changes take logarithmic time, lists their length more. 14 bytes per player
 * for order and scores, some 38 more for id and name.
 *
 * <p>One thread may change the index while any number of threads read it. Readers read without a lock and then check that no
 * change came in between ({@link StampedLock}); what they saw of a half-made change, an exception too, is thrown away, and they
 * read once more under the read lock. So readers neither wait for each other nor hold up the writer, as long as it pauses.
 */
public final class RankIndex {

    /** The longest list that may be asked for. */
    public static final int MOST_ENTRIES = 1_000;

    private final StampedLock lock = new StampedLock();
    private final ScoreCounts counts = new ScoreCounts();
    private final Players players;
    private final BoardOrder order;

    /** A board without players. */
    public RankIndex() {
        this(new Players(), new int[0]);
    }

    /** @param sorted the ordinals of all these players in the order of the board */
    RankIndex(Players players, int[] sorted) {
        this.players = players;
        this.order = new BoardOrder(players);
        order.fill(sorted);
        for (int ordinal : sorted) {
            counts.add(players.gems(ordinal), 1);
        }
    }

    /**
     * Sets what is known of a player, who is added when not known yet. These are totals, so repeating it changes nothing.
     *
     * @param reachedAt when the player came to have these gems; counted in whole microseconds
     */
    public void put(AccountId id, Username username, long gems, long tradeCount, Instant reachedAt) {
        long stamp = lock.writeLock();
        try {
            int ordinal = players.ordinalOf(id);
            if (ordinal < 0) {
                enter(players.add(id, username), gems, tradeCount, micros(reachedAt));
            } else {
                move(ordinal, gems, tradeCount, micros(reachedAt));
            }
        } finally {
            lock.unlockWrite(stamp);
        }
    }

    /**
     * Moves a player to its new totals; repeating it changes nothing.
     *
     * @return false when the player is not known
     */
    public boolean score(AccountId id, long gems, long tradeCount, Instant reachedAt) {
        long stamp = lock.writeLock();
        try {
            int ordinal = players.ordinalOf(id);
            if (ordinal >= 0) {
                move(ordinal, gems, tradeCount, micros(reachedAt));
            }
            return ordinal >= 0;
        } finally {
            lock.unlockWrite(stamp);
        }
    }

    private void move(int ordinal, long gems, long tradeCount, long micros) {
        order.remove(ordinal);
        counts.add(players.gems(ordinal), -1);
        enter(ordinal, gems, tradeCount, micros);
    }

    private void enter(int ordinal, long gems, long tradeCount, long micros) {
        players.score(ordinal, gems, tradeCount, micros);
        counts.add(gems, 1);
        // Whoever comes to have these gems now comes last of all who have them.
        order.insert(ordinal, ScoreCounts.covers(gems) ? order.size() - counts.atMost(gems - 1) : 0);
    }

    static long micros(Instant instant) {
        return ChronoUnit.MICROS.between(Instant.EPOCH, instant);
    }

    /** How many players stand on the board. */
    public int size() {
        return read(order::size);
    }

    /**
     * A part of the board, best first.
     *
     * @param after where the page before it ended; null for the top of the board
     */
    public BoardPage page(@Nullable Place after, int limit) {
        return read(() -> {
            int from = after == null ? 0 : countThrough(after);
            List<BoardEntry> entries = entries(from, limit);
            boolean more = (long) from + entries.size() < order.size();
            Place end = more && !entries.isEmpty() ? players.placeOf(order.at(from + entries.size() - 1)) : null;
            return new BoardPage(entries, end);
        });
    }

    /** A player's rank. */
    public OptionalInt rank(AccountId id) {
        return read(() -> {
            int ordinal = players.ordinalOf(id);
            return ordinal < 0 ? OptionalInt.empty() : OptionalInt.of(rankOf(ordinal));
        });
    }

    /** A player's line on the board. */
    public Optional<BoardEntry> entry(AccountId id) {
        return read(() -> {
            int ordinal = players.ordinalOf(id);
            return ordinal < 0 ? Optional.empty() : Optional.of(players.entry(ordinal, rankOf(ordinal), id));
        });
    }

    /** A player's place on the board, with up to {@code around} neighbours on either side. */
    public Optional<Standing> standing(AccountId id, int around) {
        return read(() -> {
            int ordinal = players.ordinalOf(id);
            return ordinal < 0 ? Optional.empty() : Optional.of(standing(ordinal, around));
        });
    }

    private <T> T read(Supplier<T> answer) {
        long stamp = lock.tryOptimisticRead();
        if (stamp != 0) {
            try {
                T found = answer.get();
                if (lock.validate(stamp)) {
                    return found;
                }
            } catch (RuntimeException e) {
                if (lock.validate(stamp)) {
                    throw e;
                }
            }
        }
        stamp = lock.readLock();
        try {
            return answer.get();
        } finally {
            lock.unlockRead(stamp);
        }
    }

    private Standing standing(int ordinal, int around) {
        long gems = players.gems(ordinal);
        int better = rankOf(ordinal) - 1;
        int fewer = order.size() - countWithAtLeast(gems);
        long nextScore = better == 0 ? gems : players.gems(order.at(better - 1));
        int position = order.countBefore(players.placeOf(ordinal));
        int from = Math.max(0, position - around);
        return new Standing(
                players.entry(ordinal, better + 1),
                order.size(),
                fewer,
                nextScore - gems,
                entries(from, position - from + 1 + around));
    }

    private List<BoardEntry> entries(int from, int limit) {
        int[] ordinals = order.slice(from, Math.min(limit, MOST_ENTRIES));
        List<BoardEntry> entries = new ArrayList<>(ordinals.length);
        int rank = ordinals.length == 0 ? 0 : rankOf(ordinals[0]);
        for (int i = 0; i < ordinals.length; i++) {
            if (i > 0 && players.gems(ordinals[i]) != players.gems(ordinals[i - 1])) {
                rank = from + i + 1;
            }
            entries.add(players.entry(ordinals[i], rank));
        }
        return entries;
    }

    private int rankOf(int ordinal) {
        return countWithMore(players.gems(ordinal)) + 1;
    }

    private int countWithMore(long gems) {
        return ScoreCounts.covers(gems) ? order.size() - counts.atMost(gems) : order.countBefore(Place.firstWith(gems));
    }

    private int countWithAtLeast(long gems) {
        return gems == Long.MIN_VALUE ? order.size() : countWithMore(gems - 1);
    }

    /** How many players stand at the place or before it. */
    private int countThrough(Place place) {
        int before = order.countBefore(place);
        boolean taken = before < order.size() && players.compare(order.at(before), place) == 0;
        return taken ? before + 1 : before;
    }
}
