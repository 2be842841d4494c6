package dev.gembourse.bench.orders;

import dev.gembourse.bench.command.Judged;
import dev.gembourse.bench.invariant.Finding;
import dev.gembourse.bench.measure.Rates;
import java.util.List;
import java.util.Map;

/**
 * What a measurement of orders came to.
 *
 * @param broken the invariants that did not hold; a measurement with any of them is void
 */
record OrdersResult(Map<String, String> machine, List<Round> rounds, List<Finding> broken) implements Judged {

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

    double medianRatio() {
        return Rates.of(rounds.stream().map(Round::ratio).toList()).median();
    }
}
