package dev.gembourse.gateway.account;

import dev.gembourse.events.value.AccountId;
import dev.gembourse.events.value.StreamPosition;
import dev.gembourse.events.value.Username;
import dev.gembourse.events.view.AccountView;
import dev.gembourse.events.view.LeaderboardView;
import dev.gembourse.events.view.Listing;
import dev.gembourse.gateway.problem.ProblemCode;
import dev.gembourse.gateway.problem.ProblemException;
import dev.gembourse.gateway.upstream.Leaderboard;
import dev.gembourse.gateway.upstream.Paging;
import dev.gembourse.gateway.upstream.Processor;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.function.Function;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;

/** All accounts, put together from the processor's books and the leaderboard, which may be absent. */
@Component
class Accounts {

    private final Processor processor;
    private final Leaderboard leaderboard;

    Accounts(Processor processor, Leaderboard leaderboard) {
        this.processor = processor;
        this.leaderboard = leaderboard;
    }

    AccountView find(AccountId id, @Nullable StreamPosition atLeast) {
        AccountView account = processor.account(id, atLeast);
        return with(account, standings(List.of(id), atLeast));
    }

    AccountView find(Username name, @Nullable StreamPosition atLeast) {
        AccountView account = processor.account(name, atLeast);
        return with(account, standings(List.of(account.accountId()), atLeast));
    }

    AccountPage list(Paging paging, @Nullable StreamPosition atLeast) {
        Listing<AccountView> page = processor.accounts(paging, atLeast);
        if (page.items().isEmpty()) {
            return new AccountPage(List.of(), page.page());
        }
        Map<AccountId, LeaderboardView.Entry> standings =
                standings(page.items().stream().map(AccountView::accountId).toList(), atLeast);
        return new AccountPage(
                page.items().stream().map(account -> with(account, standings)).toList(), page.page());
    }

    /** Nothing, rather than a fault, if the leaderboard is away or slow. */
    private Map<AccountId, LeaderboardView.Entry> standings(
            Collection<AccountId> ids, @Nullable StreamPosition atLeast) {
        try {
            return leaderboard.standings(ids, atLeast).stream()
                    .collect(Collectors.toMap(LeaderboardView.Entry::accountId, Function.identity()));
        } catch (ProblemException e) {
            if (e.code() == ProblemCode.SERVICE_UNAVAILABLE) {
                return Map.of();
            }
            throw e;
        }
    }

    private static AccountView with(AccountView account, Map<AccountId, LeaderboardView.Entry> standings) {
        LeaderboardView.Entry standing = standings.get(account.accountId());
        return standing == null
                ? account
                : account.withStanding(standing.gems(), standing.rank(), standing.tradeCount());
    }
}
