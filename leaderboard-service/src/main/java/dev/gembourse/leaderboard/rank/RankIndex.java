package dev.gembourse.leaderboard.rank;

import dev.gembourse.events.value.AccountId;
import dev.gembourse.events.value.Username;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.locks.StampedLock;
import org.jspecify.annotations.Nullable;

/**
 * The board. Rank = 1 + number of players with more gems; players with equal gems are listed in the order in which they
 * reached them, then by account id. What is on the board depends only on what is known of the players, not on the order in
 * which it became known: a rebuilt board is the same board.
 *
 * <p>Look-ups and changes take logarithmic time, lists their length more. About 75 bytes per player, 22 of them for the order.
 *
 * <p>One thread may change the index while any number of threads read it. All hold a {@link StampedLock}, a change for a
 * microsecond or two, a reader for as long as its answer is being put together (at most {@value #MOST_ENTRIES} entries);
 * nothing blocks or allocates much inside. A waiting writer goes before readers that come later, so readers cannot starve it.
 */
public final class RankIndex {

    /** The longest list that may be asked for. */
    public static final int MOST_ENTRIES = 1_000;

    private final StampedLock lock = new StampedLock();
    private final PlayerRows players = new PlayerRows();
    private final BoardOrder order = new BoardOrder(players);

    /**
     * Sets what is known of a player, who is added when not known yet. These are totals, so repeating it changes nothing.
     *
     * @param reachedAt when the player came to have these gems; counted in whole microseconds
     */
    public void put(AccountId id, Username username, long gems, long tradeCount, Instant reachedAt) {
        long micros = ChronoUnit.MICROS.between(Instant.EPOCH, reachedAt);
        long stamp = lock.writeLock();
        try {
            int ordinal = players.ordinalOf(id);
            if (ordinal < 0) {
                ordinal = players.add(id, username);
            } else {
                order.remove(ordinal);
            }
            players.score(ordinal, gems, tradeCount, micros);
            order.insert(ordinal);
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
        long micros = ChronoUnit.MICROS.between(Instant.EPOCH, reachedAt);
        long stamp = lock.writeLock();
        try {
            int ordinal = players.ordinalOf(id);
            if (ordinal < 0) {
                return false;
            }
            order.remove(ordinal);
            players.score(ordinal, gems, tradeCount, micros);
            order.insert(ordinal);
            return true;
        } finally {
            lock.unlockWrite(stamp);
        }
    }

    /** How many players stand on the board. */
    public int size() {
        long stamp = lock.readLock();
        try {
            return players.size();
        } finally {
            lock.unlockRead(stamp);
        }
    }

    /**
     * A part of the board, best first.
     *
     * @param after where the page before it ended; null for the top of the board
     */
    public BoardPage page(@Nullable Place after, int limit) {
        long stamp = lock.readLock();
        try {
            int from = after == null ? 0 : countThrough(after);
            List<BoardEntry> entries = entries(from, limit);
            boolean more = (long) from + entries.size() < order.size();
            Place end = more && !entries.isEmpty() ? players.placeOf(order.at(from + entries.size() - 1)) : null;
            return new BoardPage(entries, end);
        } finally {
            lock.unlockRead(stamp);
        }
    }

    /** A player's line on the board. */
    public Optional<BoardEntry> entry(AccountId id) {
        long stamp = lock.readLock();
        try {
            int ordinal = players.ordinalOf(id);
            return ordinal < 0 ? Optional.empty() : Optional.of(entry(ordinal, rankOf(ordinal)));
        } finally {
            lock.unlockRead(stamp);
        }
    }

    /** A player's place on the board, with up to {@code around} neighbours on either side. */
    public Optional<Standing> standing(AccountId id, int around) {
        long stamp = lock.readLock();
        try {
            int ordinal = players.ordinalOf(id);
            return ordinal < 0 ? Optional.empty() : Optional.of(standing(ordinal, around));
        } finally {
            lock.unlockRead(stamp);
        }
    }

    private Standing standing(int ordinal, int around) {
        long gems = players.gems(ordinal);
        int better = order.countBefore(Place.firstWith(gems));
        int fewer = order.size() - order.countBefore(Place.firstWith(gems - 1));
        long nextScore = better == 0 ? gems : players.gems(order.at(better - 1));
        int position = order.countBefore(players.placeOf(ordinal));
        int from = Math.max(0, position - around);
        return new Standing(
                entry(ordinal, better + 1),
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
            entries.add(entry(ordinals[i], rank));
        }
        return entries;
    }

    private BoardEntry entry(int ordinal, int rank) {
        return new BoardEntry(
                rank,
                players.id(ordinal),
                players.username(ordinal),
                players.gems(ordinal),
                players.tradeCount(ordinal));
    }

    private int rankOf(int ordinal) {
        return order.countBefore(Place.firstWith(players.gems(ordinal))) + 1;
    }

    /** How many players stand at the place or before it. */
    private int countThrough(Place place) {
        int before = order.countBefore(place);
        boolean taken = before < order.size() && players.compare(order.at(before), place) == 0;
        return taken ? before + 1 : before;
    }
}
