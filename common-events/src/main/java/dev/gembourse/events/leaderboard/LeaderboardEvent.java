package dev.gembourse.events.leaderboard;

import dev.gembourse.events.value.AccountId;
import dev.gembourse.events.value.StreamPosition;
import dev.gembourse.events.value.Username;
import java.time.Instant;

/**
 * A fact about one player, on {@code leaderboard.events.v1}, keyed by the account id. {@code cause} is the position in
 * {@code trading.events.v1} of the event that led to it.
 */
public sealed interface LeaderboardEvent {

    AccountId accountId();

    StreamPosition cause();

    Instant occurredAt();

    /** A player stands on the board, with no gems yet. */
    record PlayerJoined(AccountId accountId, Username username, StreamPosition cause, Instant occurredAt)
            implements LeaderboardEvent {}

    /**
     * A settled trade earned gems.
     *
     * @param awarded how many, bonuses included
     * @param gems the player's gems afterwards
     * @param tradeCount the player's settled trades afterwards
     */
    record GemsAwarded(
            AccountId accountId, int awarded, long gems, long tradeCount, StreamPosition cause, Instant occurredAt)
            implements LeaderboardEvent {}

    /** The player's {@code tradeCount}-th trade earned a bonus; the gems are those of the award that goes with it. */
    record MilestoneReached(AccountId accountId, long tradeCount, int bonus, StreamPosition cause, Instant occurredAt)
            implements LeaderboardEvent {}
}
