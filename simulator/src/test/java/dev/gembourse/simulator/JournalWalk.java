package dev.gembourse.simulator;

import static dev.gembourse.simulator.Findings.require;

import dev.gembourse.events.wire.Contract;
import dev.gembourse.events.wire.Message;
import java.time.Instant;
import java.util.Arrays;
import java.util.Comparator;
import java.util.List;
import java.util.function.Function;

/** One partition's journal as the database has it, compared with what the model expects, event by event and byte by byte. */
final class JournalWalk<E> {

    private final String name;
    private final Contract<E> contract;
    private final List<Row> rows;
    private int at;

    JournalWalk(Database database, String stage, int partition, Contract<E> contract) {
        this.name = stage + "-" + partition;
        this.contract = contract;
        this.rows = rows(database, stage, partition);
    }

    /** I5: the rows in order, which have no gap. */
    static List<Row> rows(Database database, String stage, int partition) {
        List<Row> rows = database.table(stage + ".journal").committed.values().stream()
                .filter(row -> row.has("partition", partition))
                .sorted(Comparator.comparing(row -> row.number("seq")))
                .toList();
        for (int i = 0; i < rows.size(); i++) {
            require(
                    rows.get(i).number("seq") == i + 1,
                    "I5: a gap in the journal of %s-%d at %d",
                    stage,
                    partition,
                    i + 1);
        }
        return rows;
    }

    /** The number of the event that comes next. */
    long nextSeq() {
        return at + 1;
    }

    /**
     * Steps over the events that something led to.
     *
     * @param possible what it may have led to at a time; one of these it must be
     * @return that one
     */
    List<E> next(String correlationId, String cause, Function<Instant, List<List<E>>> possible) {
        require(at < rows.size(), "I2: nothing became of %s in %s", cause, name);
        Instant now = (Instant) rows.get(at).get("recorded_at");
        for (List<E> events : possible.apply(now)) {
            if (follow(correlationId, now, events)) {
                at += events.size();
                return events;
            }
        }
        Row row = rows.get(at);
        throw new Findings.Broken("I3: expected one of %s in %s of %s but event %d is %s of %s"
                .formatted(
                        possible.apply(now),
                        name,
                        cause,
                        at + 1,
                        Records.text(row.bytes("value")),
                        row.get("correlation_id")));
    }

    void end() {
        require(at == rows.size(), "I2: nobody asked for event %d of %s", at + 1, name);
    }

    private boolean follow(String correlationId, Instant now, List<E> events) {
        if (at + events.size() > rows.size()) {
            return false;
        }
        for (int i = 0; i < events.size(); i++) {
            Row row = rows.get(at + i);
            Message message = contract.write(events.get(i));
            if (!row.has("correlation_id", correlationId)
                    || !row.has("recorded_at", now)
                    || !row.has("key", message.key())
                    || !row.has("type", message.type())
                    || !Arrays.equals(row.bytes("value"), message.value())) {
                return false;
            }
        }
        return true;
    }
}
