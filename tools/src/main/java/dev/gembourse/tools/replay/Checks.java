package dev.gembourse.tools.replay;

import dev.gembourse.events.value.AccountId;
import dev.gembourse.events.value.StreamPosition;
import dev.gembourse.events.view.OperationView.Status;
import dev.gembourse.events.view.StandingView;
import dev.gembourse.events.view.TrialBalanceView;
import dev.gembourse.tools.client.Gateway;
import dev.gembourse.tools.client.GemRule;
import dev.gembourse.tools.client.Parallel;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/** What must hold after a run, looked up through the gateway. */
final class Checks {

    private static final int READERS = 32;

    private final Gateway gateway;

    Checks(Gateway gateway) {
        this.gateway = gateway;
    }

    static Summary.Check everyRowHasAnOutcome(int rows, Tally tally) {
        long settled = tally.count(Status.SETTLED);
        long refused = tally.count(Status.REFUSED);
        return new Summary.Check(
                "every row's trade is settled or refused",
                settled + refused == rows,
                "%d rows: %d settled, %d refused, %d quarantined, %d pending"
                        .formatted(
                                rows,
                                settled,
                                refused,
                                tally.count(Status.QUARANTINED),
                                tally.count(Status.PENDING)));
    }

    static Summary.Check bookBalances(TrialBalanceView trialBalance) {
        return new Summary.Check(
                "the trial balance of every unit is 0",
                trialBalance.balanced()
                        && trialBalance.units().stream()
                                .allMatch(line -> line.total().signum() == 0),
                trialBalance.units().size() + " units");
    }

    /** Gems and trade counts of the run's accounts, which nobody else trades on, follow from their settled trades. */
    Summary.Check gemsFollowTheRule(Tally tally, Cast cast) throws InterruptedException {
        Map<AccountId, StreamPosition> positions = tally.lastPositions(cast);
        Map<AccountId, Long> settled = tally.settledByAccount();
        List<StandingView> standings =
                Parallel.map(List.copyOf(positions.entrySet()), READERS, one -> standing(one.getKey(), one.getValue()));
        List<String> wrong = standings.stream()
                .map(standing -> complaint(standing, settled.getOrDefault(standing.accountId(), 0L)))
                .filter(Objects::nonNull)
                .toList();
        long sum = standings.stream().mapToLong(StandingView::gems).sum();
        return new Summary.Check(
                "the gems of the run's accounts follow from their trades",
                wrong.isEmpty(),
                wrong.isEmpty() ? sum + " gems on " + standings.size() + " accounts" : wrong.getFirst());
    }

    private StandingView standing(AccountId account, StreamPosition atLeast) {
        return gateway.get("/v1/leaderboard/accounts/" + account + "?around=0&at-least=" + atLeast, StandingView.class);
    }

    private static @Nullable String complaint(StandingView standing, long trades) {
        long gems = GemRule.gems(trades);
        return standing.gems() == gems && standing.tradeCount() == trades
                ? null
                : "expected %s to have %d gems for %d trades but got %d for %d"
                        .formatted(standing.accountId(), gems, trades, standing.gems(), standing.tradeCount());
    }
}
