package dev.gembourse.tools.replay;

import dev.gembourse.events.view.LeaderboardView;
import dev.gembourse.events.view.TrialBalanceView;
import java.io.PrintWriter;

/** A summary in words, for people. */
record Report(Summary summary) {

    void print(PrintWriter out) {
        out.printf(
                "%nrun %s: %,d rows of %s via %s, %,d accounts%n",
                summary.runId(), summary.rows(), summary.file(), summary.via(), summary.accounts());
        trades(out);
        out.printf("%ntrial balance%n");
        for (TrialBalanceView.Line unit : summary.trialBalance().units()) {
            out.printf(
                    "  %-12s total %s  players %s  system %s%n",
                    unit.unit(),
                    unit.total().toPlainString(),
                    unit.players().toPlainString(),
                    unit.system().toPlainString());
        }
        out.printf("%nleaderboard%n");
        for (LeaderboardView.Entry entry : summary.leaderboard()) {
            out.printf(
                    "  %,4d  %-40s %,7d gems %,7d trades%n",
                    entry.rank(), entry.username(), entry.gems(), entry.tradeCount());
        }
        out.println();
        for (Summary.Check check : summary.checks()) {
            out.printf("%s  %s (%s)%n", check.holds() ? "ok  " : "FAIL", check.name(), check.found());
        }
        out.flush();
    }

    private void trades(PrintWriter out) {
        out.printf("  settled   %,9d%n", summary.settled());
        out.printf("  refused   %,9d%n", summary.refusals());
        summary.refused().forEach((reason, count) -> out.printf("    %-22s %,9d%n", reason, count));
        out.printf(
                "  replayed  %,9d trades and %,d price updates of an earlier run%n",
                summary.replayedTrades(), summary.replayedPrices());
        if (summary.quarantined() + summary.unsettled() > 0) {
            out.printf("  pending   %,9d, quarantined %,d%n", summary.unsettled(), summary.quarantined());
        }
        out.printf("  %.1f s, %,.0f rows/s%n", summary.seconds(), summary.rowsPerSecond());
        Summary.Latency latency = summary.outcomeMillis();
        if (latency != null) {
            out.printf(
                    "  submit to outcome: p50 %.1f ms, p99 %.1f ms, max %.1f ms%n",
                    latency.p50(), latency.p99(), latency.max());
        }
    }
}
