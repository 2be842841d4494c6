package dev.gembourse.events.view;

import dev.gembourse.events.value.AccountId;
import dev.gembourse.events.value.Username;
import java.time.Instant;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * An account, with its cash in every currency; virtual units stand in its wallets. The last three of the leaderboard are absent
 * while it has not got to know the account.
 *
 * @param mayShort whether it is permitted to sell what it does not hold
 */
public record AccountView(
        AccountId accountId,
        Username username,
        String status,
        boolean mayShort,
        List<CashView> cash,
        @Nullable Long gems,
        @Nullable Long rank,
        @Nullable Long tradeCount,
        Instant createdAt) {

    public AccountView {
        cash = List.copyOf(cash);
    }

    public AccountView withStanding(long itsGems, long itsRank, long itsTradeCount) {
        return new AccountView(accountId, username, status, mayShort, cash, itsGems, itsRank, itsTradeCount, createdAt);
    }
}
