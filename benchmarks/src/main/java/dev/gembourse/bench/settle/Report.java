package dev.gembourse.bench.settle;

import java.io.PrintWriter;
import java.util.stream.Collectors;

/** Says in words what was measured. */
record Report(PrintWriter out) {

    void print(Round round) {
        String parts = round.cpuMicrosPerTrade().entrySet().stream()
                .map(part -> "%s %.1f".formatted(part.getKey(), part.getValue()))
                .collect(Collectors.joining(", "));
        out.printf(
                "round %d: %,.0f trades/s (%,d in %.2f s), %.1f CPU-µs per trade (%s), %.0f bytes of WAL per trade,%n"
                        + "         %.5f commits per trade (%,d batches, median %,d trades)%n",
                round.number(),
                round.tradesPerSecond(),
                round.trades(),
                round.seconds(),
                round.cpuMicros(),
                parts,
                round.walBytesPerTrade(),
                round.commitsPerTrade(),
                round.commits(),
                round.medianBatch());
        out.flush();
    }

    void print(Result result) {
        out.println();
        result.machine().forEach((name, value) -> out.printf("%-30s %s%n", name, value));
        if (result.broken().isEmpty()) {
            out.printf(
                    "%nmedian %,.0f trades/s, spread %.1f %% over %d rounds; all invariants held after each%n",
                    result.median(), result.spreadPercent(), result.rounds().size());
        } else {
            out.printf("%nVOID: %d invariants are broken%n", result.broken().size());
            result.broken().forEach(out::println);
        }
        out.flush();
    }
}
