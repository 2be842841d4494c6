package dev.gembourse.bench.settle;

import dev.gembourse.bench.load.Draw;
import dev.gembourse.bench.measure.Rates;
import dev.gembourse.bench.peer.Peer;
import dev.gembourse.bench.peer.PeerRate;
import java.io.PrintWriter;
import java.util.stream.Collectors;

/** Says in words what was measured. */
record Report(PrintWriter out) {

    void print(Round round) {
        String parts = round.cpuMicrosPerTrade().entrySet().stream()
                .map(part -> "%s %.1f".formatted(part.getKey(), part.getValue()))
                .collect(Collectors.joining(", "));
        out.printf(
                "round %d, %s: %,.0f trades/s (%,d in %.2f s), %.1f CPU-µs per trade (%s), %.0f bytes of WAL per trade,%n"
                        + "         %.5f commits per trade (%,d batches, median %,d trades)%n"
                        + "         hash chain: %.1f µs per trade, %.1f %% of the processor's time%n",
                round.number(),
                round.load().label(),
                round.tradesPerSecond(),
                round.trades(),
                round.seconds(),
                round.cpuMicros(),
                parts,
                round.walBytesPerTrade(),
                round.commitsPerTrade(),
                round.commits(),
                round.medianBatch(),
                round.hashMicrosPerTrade(),
                round.hashPercent());
        out.flush();
    }

    void print(PeerRate rate) {
        out.printf(
                "round %d: beside it %-8s %,10.0f /s%s%n",
                rate.round(),
                rate.peer().label(),
                rate.perSecond(),
                rate.cpuMicros() == 0 ? "" : ", %.1f CPU-µs each".formatted(rate.cpuMicros()));
        out.flush();
    }

    private void compare(Result result) {
        out.printf("%n%-10s %10s %9s %8s  (the first ÷ it)%n", "", "median/s", "spread", "ratio");
        for (Draw load : result.settings().loads()) {
            row(load.label(), result.ratesOf(load), result, load.description());
        }
        for (Peer peer : result.settings().peers()) {
            row(peer.label(), result.ratesOf(peer), result, peer.description());
        }
    }

    private void row(String name, Rates rates, Result result, String description) {
        out.printf(
                "%-10s %,10.0f %8.1f%% %8.2f  %s%n",
                name, rates.median(), rates.spreadPercent(), result.median() / rates.median(), description);
    }

    void print(Result result) {
        compare(result);
    }
}
