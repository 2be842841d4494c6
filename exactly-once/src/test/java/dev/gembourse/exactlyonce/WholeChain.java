package dev.gembourse.exactlyonce;

import static org.assertj.core.api.Assertions.assertThat;

import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.OffsetDateTime;
import java.util.HashMap;
import java.util.Map;
import javax.sql.DataSource;

/** I5: each row of the journal has the hash over all before it in its partition, and the fence has the last one. */
final class WholeChain {

    private static final String ROWS = """
            select j.partition, j.seq, j.recorded_at, j.key, j.type, j.correlation_id, j.value, j.hash, p.journal_hash, p.journal_seq
              from journal j
              join progress p using (partition)
             order by j.partition, j.seq
            """;

    private WholeChain() {}

    static void expect(DataSource dataSource) {
        Map<Integer, JournalChain> chains = new HashMap<>();
        try (Connection connection = dataSource.getConnection();
                PreparedStatement statement = connection.prepareStatement(ROWS);
                ResultSet row = statement.executeQuery()) {
            while (row.next()) {
                int partition = row.getInt(1);
                long seq = row.getLong(2);
                JournalHash hash = chains.computeIfAbsent(
                                partition, first -> new JournalChain(first, JournalHash.START))
                        .next(
                                seq,
                                row.getObject(3, OffsetDateTime.class).toInstant(),
                                row.getString(4),
                                row.getString(5),
                                row.getString(6),
                                row.getBytes(7));
                assertThat(JournalHash.of(row.getBytes(8)))
                        .as("hash of event %d.%d", partition, seq)
                        .isEqualTo(hash);
                if (seq == row.getLong(10)) {
                    assertThat(JournalHash.of(row.getBytes(9)))
                            .as("hash that the fence of partition %d has", partition)
                            .isEqualTo(hash);
                }
            }
        } catch (SQLException e) {
            throw new AssertionError("the chain cannot be read", e);
        }
    }
}
