package dev.gembourse.tools.replay;

import dev.gembourse.events.value.AccountId;
import dev.gembourse.events.value.StreamPosition;
import dev.gembourse.events.view.OperationView.Status;
import dev.gembourse.events.view.StandingView;
import dev.gembourse.events.view.TrialBalanceView;
import dev.gembourse.tools.client.Gateway;
import dev.gembourse.tools.client.GemRule;
import dev.gembourse.tools.client.Parallel;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** What must hold after a run, looked up through the gateway. */
final class Checks {

    private static final int READERS = 32;

    private final Gateway gateway;

    Checks(Gateway gateway) {
        this.gateway = gateway;
    }

    static Summary.Check allHaveOutcomes(String name, int rows, Tally tally) {
        long settled = tally.count(Status.SETTLED);
        long refused = tally.count(Status.REFUSED);
        return new Summary.Check(
                name,
                settled + refused == rows,
                "%d rows: %d settled, %d refused, %d quarantined, %d pending"
                        .formatted(
                                rows, settled, refused, tally.count(Status.QUARANTINED), tally.count(Status.PENDING)));
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
    Summary.Check gemsFollowTheRule(Plan plan, Cast cast, List<Fate> trades) throws InterruptedException {
        Map<AccountId, StreamPosition> last = new LinkedHashMap<>();
        Map<AccountId, Long> settled = new HashMap<>();
        cast.members().forEach(member -> last.put(member.account(), member.readyAt()));
        for (Fate fate : trades) {
            AccountId account = cast.account(plan.playerOf(fate.row()));
            if (fate.position() != null) {
                last.merge(account, fate.position(), (a, b) -> a.compareTo(b) >= 0 ? a : b);
            }
            settled.merge(account, fate.status() == Status.SETTLED ? 1L : 0L, Long::sum);
        }
        List<StandingView> standings =
                Parallel.map(List.copyOf(last.entrySet()), READERS, one -> standing(one.getKey(), one.getValue()));
        List<String> wrong = standings.stream()
                .flatMap(standing -> complaint(standing, settled.getOrDefault(standing.accountId(), 0L)).stream())
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

    private static Optional<String> complaint(StandingView standing, long trades) {
        long gems = GemRule.gems(trades);
        return standing.gems() == gems && standing.tradeCount() == trades
                ? Optional.empty()
                : Optional.of("expected %s to have %d gems for %d trades but got %d for %d"
                        .formatted(standing.accountId(), gems, trades, standing.gems(), standing.tradeCount()));
    }
}
