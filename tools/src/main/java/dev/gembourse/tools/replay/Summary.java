package dev.gembourse.tools.replay;

import com.fasterxml.jackson.annotation.JsonProperty;
import dev.gembourse.events.view.LeaderboardView;
import dev.gembourse.events.view.TrialBalanceView;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * How a replay went.
 *
 * @param refused how many trades were refused, by reason
 * @param unsettled trades that were still pending when waiting for them ended
 * @param replayedTrades trades that an earlier run with the same id had asked for already
 * @param seconds from the first price update to the last outcome
 * @param rowsPerSecond rows over seconds
 * @param outcomeMillis from submission to outcome, of the trades that were not replayed; absent when all were
 */
record Summary(
        String runId,
        String file,
        String via,
        int rows,
        int accounts,
        long settled,
        Map<String, Long> refused,
        long quarantined,
        long unsettled,
        long replayedTrades,
        long replayedPrices,
        double seconds,
        double rowsPerSecond,
        @Nullable Latency outcomeMillis,
        TrialBalanceView trialBalance,
        List<LeaderboardView.Entry> leaderboard,
        List<Check> checks) {

    /** The time that half, and all but a hundredth, of the trades needed at most, in milliseconds. */
    record Latency(double p50, double p99, double max) {}

    /** Something that must hold after a run. {@code found} says what was found, whether it holds or not. */
    record Check(String name, boolean holds, String found) {}

    @JsonProperty
    boolean ok() {
        return checks.stream().allMatch(Check::holds);
    }

    long refusals() {
        return refused.values().stream().mapToLong(Long::longValue).sum();
    }
}
