package dev.gembourse.bench.endtoend;

import dev.gembourse.bench.endtoend.EndToEndResult.Bare;
import dev.gembourse.bench.endtoend.EndToEndResult.Latencies;
import dev.gembourse.bench.endtoend.EndToEndResult.Percentiles;
import dev.gembourse.bench.measure.Rates;
import java.util.List;

/**
 * Ours ÷ the hops alone at one rate, of medians over the rounds.
 *
 * @param bare what the hops alone took
 * @param bareCpu microseconds of processor time that they took per trade, in all parts
 * @param p50 of the milliseconds until the outcome
 * @param p99 of the same
 * @param cpu of the processor time per trade in all parts
 */
record Ratio(double rate, Percentiles bare, double bareCpu, double p50, double p99, double cpu) {

    /** One for each rate at which both were measured, the lowest first. */
    static List<Ratio> of(List<Latencies> ours, List<Bare> bare) {
        return bare.stream()
                .map(Bare::rate)
                .distinct()
                .sorted()
                .map(rate -> at(
                        rate,
                        ours.stream().filter(one -> one.rate() == rate).toList(),
                        bare.stream().filter(one -> one.rate() == rate).toList()))
                .toList();
    }

    private static Ratio at(double rate, List<Latencies> ours, List<Bare> bare) {
        Percentiles our =
                Percentiles.medians(ours.stream().map(Latencies::outcome).toList());
        Percentiles its = Percentiles.medians(bare.stream().map(Bare::outcome).toList());
        Rates ourCpu = Rates.of(ours.stream().map(Latencies::cpu).toList());
        double itsCpu = Rates.of(bare.stream().map(Bare::cpu).toList()).median();
        return new Ratio(rate, its, itsCpu, our.p50() / its.p50(), our.p99() / its.p99(), ourCpu.median() / itsCpu);
    }
}
