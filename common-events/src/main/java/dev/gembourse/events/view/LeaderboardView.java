package dev.gembourse.events.view;

import dev.gembourse.events.value.AccountId;
import dev.gembourse.events.value.Username;
import java.util.List;

/**
 * A page of the board, best first.
 *
 * @param asOf how far in {@code trading.events.v1} the board is: positions {@code partition.seq}, joined by commas
 */
public record LeaderboardView(String asOf, List<Entry> entries, PageView page) {

    public LeaderboardView {
        entries = List.copyOf(entries);
    }

    /** A player's line; {@code rank} = 1 + number of players with more gems. */
    public record Entry(long rank, AccountId accountId, Username username, long gems, long tradeCount) {}
}
