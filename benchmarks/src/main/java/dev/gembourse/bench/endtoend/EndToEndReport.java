package dev.gembourse.bench.endtoend;

import dev.gembourse.bench.endtoend.EndToEndResult.Bare;
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
                "round %d: %,.0f/s: outcome %s; on the board %s; CPU-µs per trade: %.0f (%s)%n",
                latencies.round(),
                latencies.rate(),
                latencies.outcome(),
                latencies.ranked(),
                latencies.cpu(),
                parts(latencies.cpuMicros()));
        out.flush();
    }

    void print(Bare bare) {
        out.printf(
                "round %d: %,.0f/s: bare %s; CPU-µs per trade: %.0f (%s)%n",
                bare.round(), bare.rate(), bare.outcome(), bare.cpu(), parts(bare.cpuMicros()));
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
                "%,6.0f/s, medians: outcome %s; on the board %s; CPU-µs per trade %.0f%n",
                rate,
                medians(rounds, Latencies::outcome),
                medians(rounds, Latencies::ranked),
                Rates.of(rounds.stream().map(Latencies::cpu).toList()).median()));
        result.ratios()
                .forEach(ratio -> out.printf(
                        "%,6.0f/s, medians: bare %s, CPU-µs per trade %.0f; ours ÷ bare: p50 %.2f, p99 %.2f, CPU %.2f%n",
                        ratio.rate(), ratio.bare(), ratio.bareCpu(), ratio.p50(), ratio.p99(), ratio.cpu()));
    }

    private static Percentiles medians(List<Latencies> rounds, Function<Latencies, Percentiles> which) {
        return Percentiles.medians(rounds.stream().map(which).toList());
    }

    private static String parts(Map<String, Double> micros) {
        return micros.entrySet().stream()
                .map(part -> "%s %.0f".formatted(part.getKey(), part.getValue()))
                .collect(Collectors.joining(", "));
    }
}
