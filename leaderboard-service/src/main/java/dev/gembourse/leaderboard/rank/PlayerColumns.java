package dev.gembourse.leaderboard.rank;

import dev.gembourse.events.value.AccountId;
import dev.gembourse.events.value.Username;
import java.util.Arrays;
import java.util.UUID;

/**
 * What is known of each player, one array per property. A player is its ordinal: the number of players that were known before
 * it. Ordinals are never shown, for another instance may have met the same players in another order. Not thread-safe.
 */
final class PlayerColumns {

    private long[] high = new long[16];
    private long[] low = new long[16];
    private long[] gems = new long[16];
    private long[] tradeCounts = new long[16];
    private long[] reachedAt = new long[16];
    private final Usernames usernames = new Usernames();
    private final AccountOrdinals ordinals = new AccountOrdinals();
    private int size;

    int size() {
        return size;
    }

    /** The player's ordinal, or -1 when it is not known. */
    int ordinalOf(AccountId id) {
        UUID uuid = id.value();
        return ordinals.find(high, low, uuid.getMostSignificantBits(), uuid.getLeastSignificantBits());
    }

    /** Adds a player that is not known yet. */
    int add(AccountId id, Username username) {
        if (size == high.length) {
            grow();
        }
        high[size] = id.value().getMostSignificantBits();
        low[size] = id.value().getLeastSignificantBits();
        usernames.add(username);
        ordinals.add(high, low, size);
        return size++;
    }

    void score(int ordinal, long itsGems, long itsTradeCount, long reached) {
        gems[ordinal] = itsGems;
        tradeCounts[ordinal] = itsTradeCount;
        reachedAt[ordinal] = reached;
    }

    AccountId id(int ordinal) {
        return new AccountId(new UUID(high[ordinal], low[ordinal]));
    }

    Username username(int ordinal) {
        return usernames.get(ordinal);
    }

    long gems(int ordinal) {
        return gems[ordinal];
    }

    long tradeCount(int ordinal) {
        return tradeCounts[ordinal];
    }

    Place placeOf(int ordinal) {
        return new Place(gems[ordinal], reachedAt[ordinal], high[ordinal], low[ordinal]);
    }

    int compare(int ordinal, Place place) {
        return Place.compare(
                gems[ordinal],
                reachedAt[ordinal],
                high[ordinal],
                low[ordinal],
                place.gems(),
                place.reachedAt(),
                place.high(),
                place.low());
    }

    private void grow() {
        int length = size + (size >> 1);
        high = Arrays.copyOf(high, length);
        low = Arrays.copyOf(low, length);
        gems = Arrays.copyOf(gems, length);
        tradeCounts = Arrays.copyOf(tradeCounts, length);
        reachedAt = Arrays.copyOf(reachedAt, length);
    }
}
