package dev.gembourse.leaderboard.rank;

/**
 * A place on the board: more gems stand before fewer, then whoever reached them earlier, then the smaller account id in the
 * order of its text. A place says where something stands whether or not anybody stands there, so paging can go on from it.
 *
 * @param gems the score
 * @param reachedAt when it was reached, in microseconds since 1970
 * @param high the upper half of the account id
 * @param low the lower half of the account id
 */
public record Place(long gems, long reachedAt, long high, long low) {

    /** Before everybody who has this many gems and behind everybody who has more. */
    static Place firstWith(long gems) {
        return new Place(gems, Long.MIN_VALUE, 0, 0);
    }

    /** The order of the ids' texts. */
    static int compareIds(long highA, long lowA, long highB, long lowB) {
        int byHigh = Long.compareUnsigned(highA, highB);
        return byHigh != 0 ? byHigh : Long.compareUnsigned(lowA, lowB);
    }
}
