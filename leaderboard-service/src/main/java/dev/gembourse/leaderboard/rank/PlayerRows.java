package dev.gembourse.leaderboard.rank;

import dev.gembourse.events.value.AccountId;
import dev.gembourse.events.value.Username;
import java.util.Arrays;
import java.util.UUID;

/**
 * What is known of each player: five numbers in a row, so that comparing two players touches one cache line each, in pages,
 * so that growing copies nothing. A player is its ordinal: the number of players that were known before it. Ordinals are
 * never shown, for another instance may have met the same players in another order. Not thread-safe.
 */
final class PlayerRows {

    private static final int PAGE_BITS = 10;
    private static final int IN_PAGE = (1 << PAGE_BITS) - 1;

    private static final int GEMS = 0;
    private static final int REACHED_AT = 1;
    private static final int HIGH = 2;
    private static final int LOW = 3;
    private static final int TRADE_COUNT = 4;
    private static final int ROW = 5;

    private final Usernames usernames = new Usernames();
    private final AccountOrdinals ordinals = new AccountOrdinals(this);
    private long[][] pages = new long[4][];
    private int size;

    int size() {
        return size;
    }

    /** The player's ordinal, or -1 when it is not known. */
    int ordinalOf(AccountId id) {
        UUID uuid = id.value();
        return ordinals.find(uuid.getMostSignificantBits(), uuid.getLeastSignificantBits());
    }

    /** Adds a player that is not known yet. */
    int add(AccountId id, Username username) {
        int ordinal = size;
        int number = ordinal >>> PAGE_BITS;
        if (number == pages.length) {
            pages = Arrays.copyOf(pages, number * 2);
        }
        if ((ordinal & IN_PAGE) == 0) {
            pages[number] = new long[ROW << PAGE_BITS];
        }
        set(ordinal, HIGH, id.value().getMostSignificantBits());
        set(ordinal, LOW, id.value().getLeastSignificantBits());
        usernames.add(username);
        ordinals.add(ordinal);
        size++;
        return ordinal;
    }

    void score(int ordinal, long gems, long tradeCount, long reachedAt) {
        set(ordinal, GEMS, gems);
        set(ordinal, TRADE_COUNT, tradeCount);
        set(ordinal, REACHED_AT, reachedAt);
    }

    AccountId id(int ordinal) {
        return new AccountId(new UUID(get(ordinal, HIGH), get(ordinal, LOW)));
    }

    boolean hasId(int ordinal, long high, long low) {
        return get(ordinal, HIGH) == high && get(ordinal, LOW) == low;
    }

    int hash(int ordinal) {
        return AccountOrdinals.hash(get(ordinal, HIGH), get(ordinal, LOW));
    }

    Username username(int ordinal) {
        return usernames.get(ordinal);
    }

    long gems(int ordinal) {
        return get(ordinal, GEMS);
    }

    long tradeCount(int ordinal) {
        return get(ordinal, TRADE_COUNT);
    }

    Place placeOf(int ordinal) {
        return new Place(get(ordinal, GEMS), get(ordinal, REACHED_AT), get(ordinal, HIGH), get(ordinal, LOW));
    }

    /** Where the player stands, compared with the place. */
    int compare(int ordinal, Place place) {
        long[] page = pages[ordinal >>> PAGE_BITS];
        int row = (ordinal & IN_PAGE) * ROW;
        return Place.compare(
                page[row + GEMS],
                page[row + REACHED_AT],
                page[row + HIGH],
                page[row + LOW],
                place.gems(),
                place.reachedAt(),
                place.high(),
                place.low());
    }

    private long get(int ordinal, int property) {
        return pages[ordinal >>> PAGE_BITS][(ordinal & IN_PAGE) * ROW + property];
    }

    private void set(int ordinal, int property, long value) {
        pages[ordinal >>> PAGE_BITS][(ordinal & IN_PAGE) * ROW + property] = value;
    }
}
