package dev.gembourse.processor.query;

import dev.gembourse.events.value.OperationId;
import dev.gembourse.events.value.StreamPosition;
import dev.gembourse.events.view.OperationView;
import dev.gembourse.events.wire.Headers;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Types;
import java.time.OffsetDateTime;
import java.util.Optional;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;

/** What the stages know of operations: decided, still to be reached, or set aside. */
@Component
class DecidedOperations {

    private static final String FIND = """
            select o.partition, o.fingerprint, o.submitted_at, o.outcome_seq, j.key, j.type, j.value
              from <area>.operation o
              join <area>.journal j on j.partition = o.partition and j.seq = o.outcome_seq
             where o.operation_id = :id and o.partition = coalesce(:partition, o.partition)
             order by o.partition
             limit 1
            """;

    private static final String CONNECTIONS = """
            select r.reversal_id, p.source, p.causation_id
              from (values (cast(:id as uuid), cast(:partition as integer))) as o (operation_id, partition)
              left join trading.reversal r on r.operation_id = o.operation_id and r.partition = o.partition
              left join trading.provenance p on p.operation_id = o.operation_id and p.partition = o.partition
            """;

    private static final String NEXT_OFFSET = """
            select next_offset
              from <area>.progress
             where topic = :topic and partition = :partition
            """;

    private static final String QUARANTINED = """
            select reason, detail, recorded_at
              from <area>.quarantine
             where topic = :topic and partition = :partition and "offset" = :offset
            """;

    private static final String QUARANTINED_BY_OPERATION = """
            select reason, detail, recorded_at
              from <area>.quarantine
             where topic = :topic and headers @> cast(:header as jsonb)
             order by recorded_at desc
             limit 1
            """;

    private final JdbcClient reads;

    DecidedOperations(JdbcClient reads) {
        this.reads = reads;
    }

    /** Why a record was set aside. */
    record SetAside(String reason, String detail, OffsetDateTime at) {

        private static SetAside of(ResultSet row, int ignored) throws SQLException {
            return new SetAside(
                    row.getString("reason"),
                    row.getString("detail"),
                    row.getObject("recorded_at", OffsetDateTime.class));
        }
    }

    /**
     * The operation, if it has been decided.
     *
     * @param partition where its command stands; any when null
     */
    <E> Optional<Decided<E>> find(Area<E> area, OperationId id, @Nullable Integer partition) {
        return ask(area, FIND)
                .param("id", id.value())
                .param("partition", partition, Types.INTEGER)
                .query((row, ignored) -> decided(area, id, row))
                .optional();
    }

    /** The view of an operation on an account, with what has taken it back and who has asked for it. */
    OperationView connected(Decided<?> operation, OperationView view) {
        return reads.sql(CONNECTIONS)
                .param("id", operation.id().value())
                .param("partition", operation.position().partition())
                .query((row, ignored) -> connected(view, row))
                .single();
    }

    private static OperationView connected(OperationView view, ResultSet row) throws SQLException {
        UUID reversal = row.getObject("reversal_id", UUID.class);
        return view.with(
                reversal == null ? null : new OperationId(reversal),
                row.getString("source"),
                row.getString("causation_id"));
    }

    /** Whether everything up to and including a command has been processed. */
    boolean isProcessed(Area<?> area, StreamPosition command) {
        return ask(area, NEXT_OFFSET)
                .param("topic", area.commands())
                .param("partition", command.partition())
                .query(Long.class)
                .optional()
                .filter(next -> next > command.index())
                .isPresent();
    }

    Optional<SetAside> setAside(Area<?> area, StreamPosition command) {
        return ask(area, QUARANTINED)
                .param("topic", area.commands())
                .param("partition", command.partition())
                .param("offset", command.index())
                .query(SetAside::of)
                .optional();
    }

    /** Why the newest record that asks for this operation was set aside, if one was. */
    Optional<SetAside> setAside(Area<?> area, OperationId id) {
        return ask(area, QUARANTINED_BY_OPERATION)
                .param("topic", area.commands())
                .param("header", "[{\"name\":\"" + Headers.CORRELATION_ID + "\",\"text\":\"" + id + "\"}]")
                .query(SetAside::of)
                .optional();
    }

    /** Names of schemas cannot be parameters; they come from our own constants. */
    private JdbcClient.StatementSpec ask(Area<?> area, String query) {
        return reads.sql(query.replace("<area>", area.name()));
    }

    private static <E> Decided<E> decided(Area<E> area, OperationId id, ResultSet row) throws SQLException {
        return new Decided<>(
                id,
                row.getObject("fingerprint", UUID.class),
                row.getObject("submitted_at", OffsetDateTime.class).toInstant(),
                new StreamPosition(row.getInt("partition"), row.getLong("outcome_seq")),
                JournalRow.read(area.journal(), row));
    }
}
