package dev.gembourse.bench.start;

import dev.gembourse.bench.command.Judged;
import dev.gembourse.bench.invariant.Finding;
import dev.gembourse.bench.measure.Rates;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * What a measurement of starts came to.
 *
 * @param broken the invariants that did not hold; a measurement with any of them is void
 */
record StartResult(Map<String, String> machine, List<Figure> figures, List<Finding> broken) implements Judged {

    /** One figure of one round, in seconds or megabytes. */
    record Figure(int round, String name, String unit, double value) {}

    /** The figures of all rounds by name, in the order in which they were measured. */
    Map<String, Rates> byName() {
        Map<String, Rates> all = new LinkedHashMap<>();
        for (Figure figure : figures) {
            all.computeIfAbsent(
                    figure.name() + ", " + figure.unit(),
                    name -> Rates.of(figures.stream()
                            .filter(other -> name.equals(other.name() + ", " + other.unit()))
                            .map(Figure::value)
                            .toList()));
        }
        return all;
    }
}
