package dev.gembourse.processor.verify;

import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.time.OffsetDateTime;
import org.jspecify.annotations.Nullable;

/**
 * A row of a journal.
 *
 * @param hash null in rows that are older than the chain
 */
@SuppressWarnings("ArrayRecordComponent") // looked at and forgotten
record JournalRow(
        long seq,
        Instant recordedAt,
        String key,
        String type,
        String correlationId,
        byte[] value,
        byte @Nullable [] hash) {

    /** One partition's, in order. */
    static final String OF_PARTITION = """
            select seq, recorded_at, key, type, correlation_id, value, hash
              from journal
             where partition = ?
             order by seq
            """;

    static JournalRow read(ResultSet row) throws SQLException {
        return new JournalRow(
                row.getLong(1),
                row.getObject(2, OffsetDateTime.class).toInstant(),
                row.getString(3),
                row.getString(4),
                row.getString(5),
                row.getBytes(6),
                row.getBytes(7));
    }
}
