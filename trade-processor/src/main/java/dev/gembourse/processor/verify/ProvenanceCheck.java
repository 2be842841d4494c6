package dev.gembourse.processor.verify;

import dev.gembourse.events.value.OperationId;
import dev.gembourse.processor.operation.Provenances;
import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.UUID;

/** Whether each row of {@code provenance} is of an operation of its partition, and names what that operation's id is derived from. */
final class ProvenanceCheck {

    private static final String PROVENANCES = """
            select p.operation_id, p.source, p.causation_id, o.operation_id is not null
              from provenance p
              left join operation o on o.operation_id = p.operation_id and o.partition = p.partition
             where p.partition = ?
             order by p.operation_id
            """;

    private record Provenance(OperationId operation, String source, String causationId, boolean isOfOperation) {

        static Provenance read(ResultSet row) throws SQLException {
            return new Provenance(
                    new OperationId(row.getObject(1, UUID.class)),
                    row.getString(2),
                    row.getString(3),
                    row.getBoolean(4));
        }

        String place() {
            return "trading provenance of operation " + operation;
        }
    }

    private ProvenanceCheck() {}

    static void expectWhole(Connection snapshot, int partition) throws SQLException, Broken {
        try (Cursor<Provenance> rows = new Cursor<>(snapshot, PROVENANCES, partition, Provenance::read)) {
            for (Provenance row = rows.next(); row != null; row = rows.next()) {
                if (!row.isOfOperation()) {
                    throw new Broken(row.place(), "an operation of partition " + partition, "none");
                }
                if (!Provenances.isOf(row.operation(), row.source(), row.causationId())) {
                    throw new Broken(
                            row.place(),
                            "what the operation's id is derived from",
                            row.causationId() + " of " + row.source());
                }
            }
        }
    }
}
