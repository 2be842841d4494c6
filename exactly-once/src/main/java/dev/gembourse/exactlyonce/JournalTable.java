package dev.gembourse.exactlyonce;

import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.OffsetDateTime;
import java.util.ArrayList;
import java.util.List;

/** The journal of every partition in the database. Rows are written once and never changed. */
final class JournalTable {

    private static final String ABOVE = """
            select seq, key, type, correlation_id, recorded_at, value
              from journal
             where partition = ? and seq > ?
             order by seq
             limit ?
            """;

    private final Rows rows =
            Rows.into("journal", "partition", "seq", "key", "type", "correlation_id", "recorded_at", "value", "hash");

    /** Begins a batch. */
    void clear() {
        rows.clear();
    }

    /** Keeps a partition's next events for {@link #write}. */
    void add(int partition, List<JournalEvent> events, List<JournalHash> hashes) {
        for (int i = 0; i < events.size(); i++) {
            JournalEvent event = events.get(i);
            rows.integer(partition)
                    .bigint(event.seq())
                    .text(event.key())
                    .text(event.type())
                    .text(event.correlationId())
                    .timestamptz(event.recordedAt())
                    .bytea(event.value())
                    .bytea(hashes.get(i).shared())
                    .endRow();
        }
    }

    void write(Writes writes) {
        writes.add(rows);
    }

    /** A partition's events after a sequence number, in order. */
    static List<JournalEvent> above(Connection connection, int partition, long seq, int limit) throws SQLException {
        try (PreparedStatement statement = connection.prepareStatement(ABOVE)) {
            statement.setInt(1, partition);
            statement.setLong(2, seq);
            statement.setInt(3, limit);
            try (ResultSet row = statement.executeQuery()) {
                List<JournalEvent> events = new ArrayList<>();
                while (row.next()) {
                    events.add(new JournalEvent(
                            row.getLong(1),
                            row.getString(2),
                            row.getString(3),
                            row.getString(4),
                            row.getObject(5, OffsetDateTime.class).toInstant(),
                            row.getBytes(6),
                            null));
                }
                return events;
            }
        }
    }
}
