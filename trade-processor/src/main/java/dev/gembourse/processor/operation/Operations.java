package dev.gembourse.processor.operation;

import dev.gembourse.events.value.OperationId;
import dev.gembourse.events.value.StreamPosition;
import dev.gembourse.exactlyonce.CopyRows;
import java.sql.Array;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.util.Collection;
import java.util.HashMap;
import java.util.HashSet;
import java.util.Map;
import java.util.Set;
import java.util.UUID;
import java.util.stream.Stream;

/**
 * The operations that one batch touches: those decided before, read in one query, and those that the batch decides. Lives as
 * long as the partition's processor; {@link #load} begins a new batch.
 */
public final class Operations {

    // Until a growing table is analysed for the first time the planner believes it small and would read all of it.
    private static final String KNOWN = """
            set local enable_seqscan = off;
            select operation_id, fingerprint, command_offset, outcome_seq, submitted_at
              from operation
             where operation_id = any (?) and partition = ?
            """;

    private static final String REPEATED = """
            select command_offset
              from repetition
             where partition = ? and command_offset = any (?)
            """;

    private final int partition;
    private final Map<OperationId, Operation> known = new HashMap<>();
    private final Set<Long> repeated = new HashSet<>();
    private final CopyRows decisions = new CopyRows(
            "operation", "operation_id", "partition", "fingerprint", "command_offset", "outcome_seq", "submitted_at");
    private final CopyRows repetitions = new CopyRows("repetition", "partition", "command_offset", "journal_seq");

    public Operations(int partition) {
        this.partition = partition;
    }

    /**
     * Begins a batch.
     *
     * @param commands the operation asked for by each record of the batch, by its offset
     */
    public void load(Connection transaction, Map<Long, OperationId> commands) throws SQLException {
        known.clear();
        repeated.clear();
        decisions.clear();
        repetitions.clear();
        loadOperations(transaction, commands.values());
        if (!known.isEmpty()) {
            loadRepetitions(transaction, commands);
        }
    }

    /** What a command is; see {@link Encounter}. */
    public Encounter encounter(OperationId id, long offset, UUID fingerprint) {
        Operation operation = known.get(id);
        if (operation == null) {
            return Encounter.NEW;
        }
        return repeated.contains(offset) ? Encounter.REDELIVERED : operation.meet(offset, fingerprint);
    }

    /** Whether an operation has been decided, in this batch or before. */
    public boolean isDecided(OperationId id) {
        return known.containsKey(id);
    }

    /** Where the outcome of an operation that has been decided stands in the journal. */
    public StreamPosition outcomeOf(OperationId id) {
        Operation operation = known.get(id);
        if (operation == null) {
            throw new IllegalStateException("expected operation " + id + " to have been decided");
        }
        return new StreamPosition(partition, operation.outcomeSeq());
    }

    /** Notes what the batch has decided. */
    public void decided(Operation operation) {
        known.put(operation.id(), operation);
        decisions
                .uuid(operation.id().value())
                .integer(partition)
                .uuid(operation.fingerprint())
                .bigint(operation.commandOffset())
                .bigint(operation.outcomeSeq())
                .timestamptz(operation.submittedAt())
                .endRow();
    }

    /** Notes that the command at this offset was answered with a repetition's event, so that its redelivery is silent. */
    public void repeated(long offset, long seq) {
        repeated.add(offset);
        repetitions.integer(partition).bigint(offset).bigint(seq).endRow();
    }

    public void write(Connection transaction) throws SQLException {
        decisions.copy(transaction);
        repetitions.copy(transaction);
    }

    private void loadOperations(Connection transaction, Collection<OperationId> ids) throws SQLException {
        UUID[] sorted = ids.stream().distinct().map(OperationId::value).sorted().toArray(UUID[]::new);
        try (PreparedStatement select = transaction.prepareStatement(KNOWN)) {
            select.setArray(1, transaction.createArrayOf("uuid", sorted));
            select.setInt(2, partition);
            select.execute();
            select.getMoreResults();
            try (ResultSet rows = select.getResultSet()) {
                while (rows.next()) {
                    OperationId id = new OperationId(rows.getObject(1, UUID.class));
                    Instant submittedAt =
                            rows.getObject(5, OffsetDateTime.class).toInstant();
                    known.put(
                            id,
                            new Operation(
                                    id, rows.getObject(2, UUID.class), rows.getLong(3), rows.getLong(4), submittedAt));
                }
            }
        }
    }

    private void loadRepetitions(Connection transaction, Map<Long, OperationId> commands) throws SQLException {
        Stream<Long> suspects = commands.entrySet().stream()
                .filter(command -> {
                    Operation operation = known.get(command.getValue());
                    return operation != null && operation.commandOffset() != command.getKey();
                })
                .map(Map.Entry::getKey);
        Long[] offsets = suspects.sorted().toArray(Long[]::new);
        if (offsets.length == 0) {
            return;
        }
        Array array = transaction.createArrayOf("bigint", offsets);
        try (PreparedStatement select = transaction.prepareStatement(REPEATED)) {
            select.setInt(1, partition);
            select.setArray(2, array);
            try (ResultSet rows = select.executeQuery()) {
                while (rows.next()) {
                    repeated.add(rows.getLong(1));
                }
            }
        }
    }
}
