package dev.gembourse.bench.command;

import dev.gembourse.bench.invariant.Finding;
import java.util.List;
import java.util.Map;

/** What a measurement came to. It is written as JSON, with all components of the record. */
public interface Judged {

    /** Facts about the machine, by name. */
    Map<String, String> machine();

    /** The invariants that did not hold; a measurement with any of them is void. */
    List<Finding> broken();
}
