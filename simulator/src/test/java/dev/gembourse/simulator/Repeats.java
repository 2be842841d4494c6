package dev.gembourse.simulator;

import static dev.gembourse.simulator.Findings.require;

import dev.gembourse.events.value.OperationId;
import dev.gembourse.events.value.StreamPosition;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** I7, plainly: the first command of an operation decides it. */
final class Repeats<C> {

    private record Decided(String content, StreamPosition outcome) {}

    private final Map<OperationId, Decided> decided = new LinkedHashMap<>();

    @Nullable
    StreamPosition outcomeOf(OperationId operation) {
        Decided known = decided.get(operation);
        return known == null ? null : known.outcome();
    }

    boolean isSame(OperationId operation, String content) {
        Decided known = decided.get(operation);
        return known != null && known.content().equals(content);
    }

    void decided(OperationId operation, String content, StreamPosition outcome) {
        decided.put(operation, new Decided(content, outcome));
    }

    /** The table of operations says the same. */
    void check(Database database, String stage, int partition) {
        Table operations = database.table(stage + ".operation");
        decided.forEach((id, known) -> {
            Row row = operations.committed.get(List.of(id.value(), (long) partition));
            require(
                    row != null && row.number("outcome_seq") == known.outcome().index(),
                    "I7: expected the outcome of %s at %s but the row is %s",
                    id,
                    known.outcome(),
                    row);
        });
        long stored = operations.committed.values().stream()
                .filter(row -> row.has("partition", partition))
                .count();
        require(
                stored == decided.size(),
                "I2: %s-%d has %d operations but %d were asked for",
                stage,
                partition,
                stored,
                decided.size());
    }
}
