package dev.gembourse.bench.endtoend;

import dev.gembourse.bench.endtoend.EndToEndResult.Latencies;
import dev.gembourse.bench.endtoend.EndToEndResult.Percentiles;
import dev.gembourse.bench.endtoend.EndToEndResult.Sustained;
import dev.gembourse.bench.measure.Rates;
import java.io.PrintWriter;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.function.Function;
import java.util.stream.Collectors;

/** Says in words what was measured. */
record EndToEndReport(PrintWriter out) {

    void print(Sustained sustained) {
        out.printf(
                "round %d: %,d/s sustained, all on the board %.2f s after the last; CPU-µs per trade: %s%n",
                sustained.round(), sustained.rate(), sustained.drainedSeconds(), parts(sustained.cpuMicros()));
        out.flush();
    }

    void print(Latencies latencies) {
        out.printf(
                "round %d: %,.0f/s: outcome %s; on the board %s%n",
                latencies.round(), latencies.rate(), latencies.outcome(), latencies.ranked());
        out.flush();
    }

    void print(EndToEndResult result) {
        Rates highest = Rates.of(
                result.highest().stream().map(one -> (double) one.rate()).toList());
        out.printf(
                "%nsustained: median %,.0f/s, spread %.1f %% over %d rounds%n",
                highest.median(), highest.spreadPercent(), result.highest().size());
        Map<Double, List<Latencies>> byRate = result.latencies().stream()
                .collect(Collectors.groupingBy(Latencies::rate, TreeMap::new, Collectors.toList()));
        byRate.forEach((rate, rounds) -> out.printf(
                "%,6.0f/s, medians: outcome %s; on the board %s%n",
                rate, median(rounds, Latencies::outcome), median(rounds, Latencies::ranked)));
    }

    private static Percentiles median(List<Latencies> rounds, Function<Latencies, Percentiles> which) {
        List<Percentiles> all = rounds.stream().map(which).toList();
        return new Percentiles(
                Rates.of(all.stream().map(Percentiles::p50).toList()).median(),
                Rates.of(all.stream().map(Percentiles::p99).toList()).median(),
                Rates.of(all.stream().map(Percentiles::p999).toList()).median());
    }

    private static String parts(Map<String, Double> micros) {
        return micros.entrySet().stream()
                .map(part -> "%s %.0f".formatted(part.getKey(), part.getValue()))
                .collect(Collectors.joining(", "));
    }
}
