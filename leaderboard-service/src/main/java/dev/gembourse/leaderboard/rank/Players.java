package dev.gembourse.leaderboard.rank;

import dev.gembourse.events.value.AccountId;
import dev.gembourse.events.value.Username;

/**
 * What is known of each player, a column for each property. A player is its ordinal: the number of players that were known
 * before it. Ordinals are never shown, for another instance may have met the same players in another order. Not thread-safe.
 */
final class Players {

    private final AccountIds ids = new AccountIds();
    private final Usernames usernames = new Usernames();
    private final Column gems = new Column();
    private final Column reachedAt = new Column();
    private final Column tradeCounts = new Column();

    int size() {
        return ids.size();
    }

    /** The player's ordinal, or -1 when it is not known. */
    int ordinalOf(AccountId id) {
        return ids.find(id);
    }

    /** Adds a player that is not known yet; its score is to be set next. */
    int add(AccountId id, Username username) {
        ids.add(id);
        usernames.add(username);
        return ids.size() - 1;
    }

    /** @param micros when the player came to have these gems, in microseconds since 1970 */
    void score(int ordinal, long gems, long tradeCount, long micros) {
        this.gems.set(ordinal, gems);
        this.tradeCounts.set(ordinal, tradeCount);
        this.reachedAt.set(ordinal, micros);
    }

    long gems(int ordinal) {
        return gems.get(ordinal);
    }

    long reachedAt(int ordinal) {
        return reachedAt.get(ordinal);
    }

    BoardEntry entry(int ordinal, int rank) {
        return entry(ordinal, rank, ids.get(ordinal));
    }

    /** As the other one, for whoever has the id at hand. */
    BoardEntry entry(int ordinal, int rank, AccountId id) {
        return new BoardEntry(rank, id, usernames.get(ordinal), gems(ordinal), tradeCounts.get(ordinal));
    }

    Place placeOf(int ordinal) {
        return new Place(gems(ordinal), reachedAt(ordinal), ids.high(ordinal), ids.low(ordinal));
    }

    /** Where the player stands, compared with the place. */
    int compare(int ordinal, Place place) {
        long own = gems.get(ordinal);
        return own == place.gems() ? compareTie(ordinal, reachedAt(ordinal), place) : Long.compare(place.gems(), own);
    }

    /** As {@link #compare}, for a player who has as many gems and reached them at {@code micros}. */
    int compareTie(int ordinal, long micros, Place place) {
        return micros == place.reachedAt()
                ? Place.compareIds(ids.high(ordinal), ids.low(ordinal), place.high(), place.low())
                : Long.compare(micros, place.reachedAt());
    }
}
