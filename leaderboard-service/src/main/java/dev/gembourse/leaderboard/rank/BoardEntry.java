package dev.gembourse.leaderboard.rank;

import dev.gembourse.events.value.AccountId;
import dev.gembourse.events.value.Username;

/** A player's line on the board; {@code rank} = 1 + number of players with more gems. */
public record BoardEntry(int rank, AccountId accountId, Username username, long gems, long tradeCount) {}
