package dev.gembourse.bench.orders;

import dev.gembourse.bench.command.Judged;
import dev.gembourse.bench.invariant.Finding;
import dev.gembourse.bench.measure.Rates;
import java.util.List;
import java.util.Map;

/**
 * What a measurement of orders came to.
 *
 * @param crossings seconds that it took each round until what one tick has filled was settled
 * @param broken the invariants that did not hold; a measurement with any of them is void
 */
record OrdersResult(
        Map<String, String> machine,
        Marketable marketable,
        List<Round> rounds,
        List<Double> crossings,
        List<Finding> broken)
        implements Judged {

    /**
     * Marketable orders at a fixed rate, from the request until the answer that they are filled.
     *
     * @param p50 and p99 in milliseconds
     */
    record Marketable(double perSecond, double p50, double p99) {}

    /**
     * One round.
     *
     * @param filled orders per second, from when settlement goes on until the last of them is filled and settled
     * @param house trades per second with the house, that lay ready as well
     * @param cpuMicros user and system time of a part and its descendants over the number of orders, by the part's name
     */
    record Round(int number, double filled, double house, Map<String, Double> cpuMicros) {

        double ratio() {
            return filled / house;
        }
    }

    double medianCrossing() {
        return Rates.of(crossings).median();
    }

    double medianRatio() {
        return Rates.of(rounds.stream().map(Round::ratio).toList()).median();
    }
}
