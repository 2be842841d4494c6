package dev.gembourse.processor.operation;

import dev.gembourse.events.value.OperationId;
import dev.gembourse.events.value.StreamPosition;
import dev.gembourse.exactlyonce.Rows;
import dev.gembourse.exactlyonce.Writes;
import java.sql.Array;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.UUID;
import java.util.function.Function;

/**
 * The operations that one batch touches: those decided before, read in one query, and those that the batch decides. Lives as
 * long as its processor; {@link #load} begins a new batch.
 */
public final class Operations {

    private static final String KNOWN = """
            select operation_id, partition, fingerprint, command_offset, outcome_seq, submitted_at
              from operation
             where operation_id = any (?)
            """;

    private static final String DECIDED = """
            select operation_id
              from operation
             where operation_id = any (?)
            """;

    private static final String REPEATED = """
            select partition, command_offset
              from repetition
              join unnest(?::integer[], ?::bigint[]) as suspect (partition, command_offset) using (partition, command_offset)
            """;

    private final Map<Key, Operation> known = new HashMap<>();
    private final Set<StreamPosition> repeated = new HashSet<>();
    private final Rows decisions = Rows.into(
            "operation", "operation_id", "partition", "fingerprint", "command_offset", "outcome_seq", "submitted_at");
    private final Rows repetitions = Rows.into("repetition", "partition", "command_offset", "journal_seq");

    /** Each partition decides for itself, so the same id may be known in several. */
    private record Key(OperationId id, int partition) {}

    /**
     * Begins a batch.
     *
     * @param commands the operation asked for by each record of the batch, by its place
     */
    public void load(Connection transaction, Map<StreamPosition, OperationId> commands) throws SQLException {
        known.clear();
        repeated.clear();
        decisions.clear();
        repetitions.clear();
        loadOperations(transaction, commands.values());
        if (!known.isEmpty()) {
            loadRepetitions(transaction, commands);
        }
    }

    /** Those of these operations that some partition has decided. */
    public static Set<String> decided(Connection connection, Collection<String> ids) throws SQLException {
        Set<String> decided = new HashSet<>();
        try (PreparedStatement select = connection.prepareStatement(DECIDED)) {
            select.setArray(1, connection.createArrayOf("uuid", ids.toArray()));
            try (ResultSet rows = select.executeQuery()) {
                while (rows.next()) {
                    decided.add(rows.getString(1));
                }
            }
        }
        return decided;
    }

    /** What a command is; see {@link Encounter}. */
    public Encounter encounter(StreamPosition place, OperationId id, UUID fingerprint) {
        Operation operation = known.get(new Key(id, place.partition()));
        if (operation == null) {
            return Encounter.NEW;
        }
        return repeated.contains(place) ? Encounter.REDELIVERED : operation.meet(place, fingerprint);
    }

    /** Whether an operation has been decided in a partition, in this batch or before. */
    public boolean isDecided(int partition, OperationId id) {
        return known.containsKey(new Key(id, partition));
    }

    /** Where the outcome of an operation that has been decided in a partition stands in its journal. */
    public StreamPosition outcomeOf(int partition, OperationId id) {
        Operation operation = known.get(new Key(id, partition));
        if (operation == null) {
            throw new IllegalStateException("expected operation " + id + " to have been decided");
        }
        return new StreamPosition(partition, operation.outcomeSeq());
    }

    /** Notes what the batch has decided. */
    public void decided(Operation operation) {
        known.put(new Key(operation.id(), operation.command().partition()), operation);
        decisions
                .uuid(operation.id().value())
                .integer(operation.command().partition())
                .uuid(operation.fingerprint())
                .bigint(operation.command().index())
                .bigint(operation.outcomeSeq())
                .timestamptz(operation.submittedAt())
                .endRow();
    }

    /** Notes that the command at this place was answered with a repetition's event, so that its redelivery is silent. */
    public void repeated(StreamPosition place, long seq) {
        repeated.add(place);
        repetitions.integer(place.partition()).bigint(place.index()).bigint(seq).endRow();
    }

    public void write(Writes writes) {
        writes.add(decisions);
        writes.add(repetitions);
    }

    private void loadOperations(Connection transaction, Collection<OperationId> ids) throws SQLException {
        UUID[] sorted = ids.stream().distinct().map(OperationId::value).sorted().toArray(UUID[]::new);
        try (PreparedStatement select = transaction.prepareStatement(KNOWN)) {
            select.setArray(1, transaction.createArrayOf("uuid", sorted));
            try (ResultSet rows = select.executeQuery()) {
                while (rows.next()) {
                    OperationId id = new OperationId(rows.getObject(1, UUID.class));
                    StreamPosition command = new StreamPosition(rows.getInt(2), rows.getLong(4));
                    Instant submittedAt =
                            rows.getObject(6, OffsetDateTime.class).toInstant();
                    known.put(
                            new Key(id, command.partition()),
                            new Operation(id, rows.getObject(3, UUID.class), command, rows.getLong(5), submittedAt));
                }
            }
        }
    }

    private void loadRepetitions(Connection transaction, Map<StreamPosition, OperationId> commands)
            throws SQLException {
        List<StreamPosition> suspects = new ArrayList<>();
        commands.forEach((place, id) -> {
            Operation operation = known.get(new Key(id, place.partition()));
            if (operation != null && !operation.command().equals(place)) {
                suspects.add(place);
            }
        });
        if (suspects.isEmpty()) {
            return;
        }
        try (PreparedStatement select = transaction.prepareStatement(REPEATED)) {
            select.setArray(1, array(transaction, "integer", suspects, StreamPosition::partition));
            select.setArray(2, array(transaction, "bigint", suspects, StreamPosition::index));
            try (ResultSet rows = select.executeQuery()) {
                while (rows.next()) {
                    repeated.add(new StreamPosition(rows.getInt(1), rows.getLong(2)));
                }
            }
        }
    }

    private static Array array(
            Connection connection, String type, List<StreamPosition> places, Function<StreamPosition, Object> value)
            throws SQLException {
        return connection.createArrayOf(type, places.stream().map(value).toArray());
    }
}
