package dev.gembourse.bench.settle;

import dev.gembourse.bench.invariant.Finding;
import java.util.List;
import java.util.Map;

/**
 * What a measurement came to.
 *
 * @param median trades per second in the median round
 * @param spreadPercent (fastest − slowest) / median of the rounds, in percent
 * @param broken the invariants that did not hold; a measurement with any of them is void
 */
record Result(
        Settings settings,
        Map<String, String> machine,
        List<Round> rounds,
        double median,
        double spreadPercent,
        List<Finding> broken) {

    static Result of(Settings settings, Map<String, String> machine, List<Round> rounds, List<Finding> broken) {
        double[] rates =
                rounds.stream().mapToDouble(Round::tradesPerSecond).sorted().toArray();
        int n = rates.length;
        double median = n == 0 ? 0 : (rates[(n - 1) / 2] + rates[n / 2]) / 2;
        double spread = n == 0 ? 0 : (rates[n - 1] - rates[0]) / median * 100;
        return new Result(settings, machine, List.copyOf(rounds), median, spread, List.copyOf(broken));
    }
}
