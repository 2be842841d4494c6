package dev.gembourse.tools.feed;

import dev.gembourse.events.view.OperationView;
import dev.gembourse.tools.client.Answered;
import dev.gembourse.tools.client.Gateway;
import java.io.PrintWriter;
import java.time.Duration;
import java.util.Map;
import java.util.TreeMap;

/** What became of ticks. Not thread-safe. */
public final class Totals {

    private static final Duration PATIENCE = Duration.ofSeconds(60);

    private long taken;
    private long repeated;
    private final Map<String, Long> refused = new TreeMap<>();

    /** Counts what became of a tick; waits for it if it is not known yet. */
    public void count(Answered answer, Gateway gateway) {
        if (answer.pending() != null) {
            OperationView outcome = gateway.outcome(answer.pending(), PATIENCE);
            count(outcome.status(), String.valueOf(outcome.reason()), answer.replayed());
        } else {
            count(answer.status(), String.valueOf(answer.reason()), answer.replayed());
        }
    }

    private void count(OperationView.Status status, String reason, boolean replayed) {
        if (status != OperationView.Status.SETTLED) {
            refused.merge(status == OperationView.Status.REFUSED ? reason : status.name(), 1L, Long::sum);
        } else if (replayed) {
            repeated++;
        } else {
            taken++;
        }
    }

    /** How many were taken, all told. */
    public long taken() {
        return taken;
    }

    /** Whether some were refused. */
    public boolean hasRefusals() {
        return !refused.isEmpty();
    }

    public void print(PrintWriter out) {
        long ignored =
                repeated + refused.values().stream().mapToLong(Long::longValue).sum();
        out.printf("taken %,d, ignored %,d%n", taken, ignored);
        if (repeated > 0) {
            out.printf("  %,d told before%n", repeated);
        }
        refused.forEach((reason, count) -> out.printf("  %,d %s%n", count, reason));
        out.flush();
    }
}
