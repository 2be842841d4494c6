package dev.gembourse.events.view;

import dev.gembourse.events.value.AccountId;
import dev.gembourse.events.value.Username;
import java.math.BigDecimal;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * One player's place on the board.
 *
 * @param percentile the share of the other players who have fewer gems, 0 to 100, two decimals; 100 for a player alone
 * @param gemsToNextRank how many gems are missing to the next better score; absent at the top
 * @param around the neighbours on the board in its order, the player among them
 */
public record StandingView(
        String asOf,
        long rank,
        AccountId accountId,
        Username username,
        long gems,
        long tradeCount,
        long players,
        BigDecimal percentile,
        @Nullable Long gemsToNextRank,
        List<LeaderboardView.Entry> around) {

    public StandingView {
        around = List.copyOf(around);
    }
}
