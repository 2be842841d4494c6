package dev.gembourse.bench.invariant;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/** Collects findings, of each invariant the first few and then only their number. */
final class Findings {

    private static final int MOST_PER_INVARIANT = 10;

    private final List<Finding> findings = new ArrayList<>();
    private final Map<String, Integer> counts = new HashMap<>();

    void add(String invariant, String evidence) {
        if (counts.merge(invariant, 1, Integer::sum) <= MOST_PER_INVARIANT) {
            findings.add(new Finding(invariant, evidence));
        }
    }

    /** Adds the evidence unless the condition holds. */
    void expect(boolean holds, String invariant, String evidence) {
        if (!holds) {
            add(invariant, evidence);
        }
    }

    List<Finding> all() {
        List<Finding> all = new ArrayList<>(findings);
        counts.forEach((invariant, count) -> {
            if (count > MOST_PER_INVARIANT) {
                all.add(new Finding(invariant, (count - MOST_PER_INVARIANT) + " more"));
            }
        });
        return all;
    }
}
