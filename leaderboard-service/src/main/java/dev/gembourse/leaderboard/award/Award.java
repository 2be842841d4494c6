package dev.gembourse.leaderboard.award;

import dev.gembourse.events.leaderboard.LeaderboardEvent.GemsAwarded;
import java.util.UUID;

/** A row of the table: what one settled trade earned. */
record Award(long sourceSeq, UUID accountId, int gems, long tradeCount) {

    static Award of(GemsAwarded event) {
        return new Award(event.cause().index(), event.accountId().value(), event.awarded(), event.tradeCount());
    }
}
