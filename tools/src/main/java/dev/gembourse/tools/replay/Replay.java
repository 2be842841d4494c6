package dev.gembourse.tools.replay;

import dev.gembourse.events.view.LeaderboardView;
import dev.gembourse.events.view.OperationView.Status;
import dev.gembourse.events.view.TrialBalanceView;
import dev.gembourse.tools.client.Gateway;
import dev.gembourse.tools.client.Pacer;
import dev.gembourse.tools.client.Progress;
import java.io.PrintWriter;
import java.time.Duration;
import java.util.List;

/**
 * One run: sets the scene, sends all rows, waits until everything has settled, and checks what must hold. Repeating a run
 * with the same id asks for the same operations and changes nothing.
 */
final class Replay {

    /** How long a single answer may be away (a service may be restarting) before the run gives up. */
    static final Duration PATIENCE = Duration.ofSeconds(60);

    /** How to go about it. {@code chunk}: rows per chunk, see {@link Route}; {@code settling}: how long to wait at the end. */
    record Settings(String file, String via, int chunk, double rowsPerSecond, Duration settling) {}

    /** Opens the route once the accounts are there. */
    interface Router {
        Route open(Cast cast) throws InterruptedException;
    }

    private final Gateway gateway;
    private final Plan plan;
    private final Settings settings;
    private final PrintWriter out;

    Replay(Gateway gateway, Plan plan, Settings settings, PrintWriter out) {
        this.gateway = gateway;
        this.plan = plan;
        this.settings = settings;
        this.out = out;
    }

    Summary run(Router router) throws InterruptedException {
        Cast cast = new Scene(gateway, plan).prepare();
        try (Route route = router.open(cast)) {
            long start = System.nanoTime();
            send(route);
            Fates fates = settle(route);
            double seconds =
                    (System.nanoTime() - start) / (double) Duration.ofSeconds(1).toNanos();
            return summary(fates, cast, seconds);
        }
    }

    private void send(Route route) throws InterruptedException {
        List<Row> rows = plan.rows();
        Pacer pacer = Pacer.of(settings.rowsPerSecond());
        try (Progress progress = new Progress("sent", rows.size(), out)) {
            for (int from = 0; from < rows.size(); from += settings.chunk()) {
                List<Row> chunk = rows.subList(from, Math.min(rows.size(), from + settings.chunk()));
                pacer.await(chunk.size());
                route.prices(chunk);
                route.trades(chunk);
                progress.reached(from + chunk.size());
            }
        }
    }

    private Fates settle(Route route) throws InterruptedException {
        try (Progress progress = new Progress("settled or refused", plan.rows().size(), out)) {
            return route.fates(settings.settling(), progress::reached);
        }
    }

    private Summary summary(Fates fates, Cast cast, double seconds) throws InterruptedException {
        Tally trades = new Tally(fates.trades());
        Tally prices = new Tally(fates.prices());
        int rows = plan.rows().size();
        TrialBalanceView trialBalance = gateway.get("/v1/ledger/trial-balance", TrialBalanceView.class);
        List<Summary.Check> checks = List.of(
                Checks.allHaveOutcomes("every row's trade is settled or refused", rows, trades),
                Checks.allHaveOutcomes("every row's price update is settled or refused", rows, prices),
                Checks.bookBalances(trialBalance),
                new Checks(gateway).gemsFollowTheRule(plan, cast, fates.trades()));
        return new Summary(
                plan.runId(),
                settings.file(),
                settings.via(),
                rows,
                plan.players().size(),
                trades.count(Status.SETTLED),
                trades.refusedByReason(),
                trades.count(Status.QUARANTINED),
                trades.count(Status.PENDING),
                trades.replayed(),
                prices.replayed(),
                seconds,
                rows / seconds,
                trades.latency(),
                trialBalance,
                gateway.get("/v1/leaderboard?limit=10", LeaderboardView.class).entries(),
                checks);
    }
}
