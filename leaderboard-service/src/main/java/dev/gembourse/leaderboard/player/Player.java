package dev.gembourse.leaderboard.player;

import dev.gembourse.events.value.AccountId;
import dev.gembourse.events.value.Username;
import java.time.Instant;

/**
 * A player of the base board.
 *
 * @param reachedAt when the player came to have these gems, in whole microseconds: with 0 gems, when the account was opened
 */
public record Player(AccountId id, Username username, long gems, long tradeCount, Instant reachedAt) {}
