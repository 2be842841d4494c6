package dev.gembourse.processor.ledger;

import java.time.Duration;
import java.util.List;

/** What an audit found, all of it in one snapshot of the database. */
public record Audit(boolean sound, List<Invariant> checked, List<Finding> findings, Duration took) {

    /** A place where an invariant does not hold. */
    public record Finding(Invariant invariant, String detail) {}

    public Audit {
        checked = List.copyOf(checked);
        findings = List.copyOf(findings);
    }
}
