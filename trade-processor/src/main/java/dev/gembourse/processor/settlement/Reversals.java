package dev.gembourse.processor.settlement;

import dev.gembourse.events.trading.TradingCommand;
import dev.gembourse.events.trading.TradingCommand.ReverseOperation;
import dev.gembourse.events.trading.TradingEvent;
import dev.gembourse.events.trading.TradingEvent.OperationReversed;
import dev.gembourse.events.value.OperationId;
import dev.gembourse.events.wire.Contracts;
import dev.gembourse.events.wire.UnreadableMessage;
import dev.gembourse.exactlyonce.Input;
import dev.gembourse.exactlyonce.Rows;
import dev.gembourse.exactlyonce.Writes;
import dev.gembourse.processor.account.Original;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/**
 * The operations that the commands of a batch want to take back, from the journal or from the batch itself. A batch without such a
 * command reads nothing, and keeps nothing.
 */
final class Reversals {

    private static final String ORIGINALS = """
            select o.operation_id, o.partition, j.key, j.type, j.value, r.reversal_id
              from operation o
              join journal j on j.partition = o.partition and j.seq = o.outcome_seq
              left join reversal r on r.operation_id = o.operation_id and r.partition = o.partition
             where o.operation_id = any (?) and o.partition = any (?)
            """;

    private final Set<Key> wanted = new HashSet<>();
    private final Map<Key, Original> found = new HashMap<>();
    private final Rows rows = Rows.into("reversal", "operation_id", "partition", "reversal_id");

    /** Each partition decides for itself. */
    private record Key(int partition, OperationId operation) {}

    /** Begins a batch. */
    void load(Connection transaction, List<Input<TradingCommand>> batch) throws SQLException {
        wanted.clear();
        found.clear();
        rows.clear();
        for (Input<TradingCommand> input : batch) {
            if (input.value() instanceof ReverseOperation reverse) {
                wanted.add(new Key(input.offset().partition(), reverse.original()));
            }
        }
        if (!wanted.isEmpty()) {
            read(transaction);
        }
    }

    /** An operation that one of the batch's commands wants to take back; null when its partition has not decided it. */
    @Nullable
    Original find(int partition, OperationId operation) {
        return found.get(new Key(partition, operation));
    }

    /** Notes what the batch has decided. */
    void decided(int partition, TradingEvent event) {
        if (wanted.isEmpty()) {
            return;
        }
        Key key = new Key(partition, event.operationId());
        if (wanted.contains(key)) {
            found.put(key, new Original(event, null));
        }
        if (event instanceof OperationReversed reversed) {
            found.computeIfPresent(
                    new Key(partition, reversed.original()),
                    (ignored, original) -> new Original(original.outcome(), reversed.operationId()));
            rows.uuid(reversed.original().value())
                    .integer(partition)
                    .uuid(reversed.operationId().value())
                    .endRow();
        }
    }

    void write(Writes writes) {
        writes.add(rows);
    }

    private void read(Connection transaction) throws SQLException {
        Object[] operations = wanted.stream()
                .map(key -> key.operation().value())
                .distinct()
                .sorted()
                .toArray();
        Object[] partitions =
                wanted.stream().map(Key::partition).distinct().sorted().toArray();
        try (PreparedStatement select = transaction.prepareStatement(ORIGINALS)) {
            select.setArray(1, transaction.createArrayOf("uuid", operations));
            select.setArray(2, transaction.createArrayOf("integer", partitions));
            try (ResultSet row = select.executeQuery()) {
                while (row.next()) {
                    UUID reversal = row.getObject(6, UUID.class);
                    found.put(
                            new Key(row.getInt(2), new OperationId(row.getObject(1, UUID.class))),
                            new Original(outcome(row), reversal == null ? null : new OperationId(reversal)));
                }
            }
        }
    }

    private static TradingEvent outcome(ResultSet row) throws SQLException {
        try {
            return Contracts.TRADING_EVENTS.read(row.getString(3), row.getString(4), row.getBytes(5));
        } catch (UnreadableMessage e) {
            throw new IllegalStateException("expected a readable event in our own journal", e);
        }
    }
}
