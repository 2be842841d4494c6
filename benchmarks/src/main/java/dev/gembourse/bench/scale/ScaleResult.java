package dev.gembourse.bench.scale;

import dev.gembourse.bench.command.Judged;
import dev.gembourse.bench.invariant.Finding;
import dev.gembourse.bench.measure.Rates;
import dev.gembourse.bench.settle.Round;
import java.util.List;
import java.util.Map;

/**
 * What a comparison of ledgers came to.
 *
 * @param broken the invariants that did not hold; a measurement with any of them is void
 */
record ScaleResult(Map<String, String> machine, List<Comparison> comparisons, List<Finding> broken) implements Judged {

    /**
     * Rounds in a small ledger and in a large one, in turns.
     *
     * @param large what the large one is like
     */
    record Comparison(String large, List<Round> inSmall, List<Round> inLarge) {

        /** Processor time of a trade in the large ledger over that in the small one, medians of the rounds. */
        double costRatio() {
            return cpu(inLarge).median() / cpu(inSmall).median();
        }

        /** Seconds of a trade in the large ledger over those in the small one, medians of the rounds. */
        double timeRatio() {
            return rates(inSmall).median() / rates(inLarge).median();
        }

        static Rates cpu(List<Round> rounds) {
            return Rates.of(rounds.stream().map(Round::cpuMicros).toList());
        }

        static Rates rates(List<Round> rounds) {
            return Rates.of(rounds.stream().map(Round::tradesPerSecond).toList());
        }
    }
}
