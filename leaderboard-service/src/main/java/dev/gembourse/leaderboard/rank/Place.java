package dev.gembourse.leaderboard.rank;

import dev.gembourse.events.value.AccountId;
import java.util.UUID;

/**
 * A place on the board: more gems stand before fewer, then whoever reached them earlier, then the smaller account id in the
 * order of its text. A place says where something stands whether or not anybody stands there, so paging can go on from it.
 *
 * @param gems the score
 * @param reachedAt when it was reached, in microseconds since 1970
 * @param high the upper half of the account id
 * @param low the lower half of the account id
 */
public record Place(long gems, long reachedAt, long high, long low) implements Comparable<Place> {

    static Place of(AccountId id, long gems, long reachedAt) {
        UUID uuid = id.value();
        return new Place(gems, reachedAt, uuid.getMostSignificantBits(), uuid.getLeastSignificantBits());
    }

    /** Before everybody who has this many gems and behind everybody who has more. */
    static Place firstWith(long gems) {
        return new Place(gems, Long.MIN_VALUE, 0, 0);
    }

    @Override
    public int compareTo(Place other) {
        return compare(gems, reachedAt, high, low, other.gems(), other.reachedAt(), other.high(), other.low());
    }

    /** The order of the board, on bare numbers. */
    static int compare(
            long gemsA, long reachedA, long highA, long lowA, long gemsB, long reachedB, long highB, long lowB) {
        if (gemsA != gemsB) {
            return gemsA > gemsB ? -1 : 1;
        }
        if (reachedA != reachedB) {
            return reachedA < reachedB ? -1 : 1;
        }
        int byHigh = Long.compareUnsigned(highA, highB);
        return byHigh != 0 ? byHigh : Long.compareUnsigned(lowA, lowB);
    }
}
