package dev.gembourse.exactlyonce;

import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Types;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * The table of progress, one row per input partition. Whoever has locked a partition's row with the place that they expect is
 * its owner for the length of the transaction, whatever Kafka says; everybody else finds the row moved.
 */
final class Fence {

    private static final String INSERT = """
            insert into progress (topic, partition, next_offset, topic_id, cluster_id, partition_count)
            values (?, ?, ?, ?, ?, ?)
            on conflict do nothing
            """;

    private static final String COLUMNS = """
            select partition, next_offset, leader_epoch, source_seq, source_seen, journal_seq, published_seq, topic_id,
                   cluster_id, partition_count, takeovers, suspect_offset, suspect_tries, interventions, settled_at
              from progress
            """;

    private static final String FIND = COLUMNS + " where topic = ? and partition = ?";

    private static final String ALL = COLUMNS + " where topic = ? order by partition";

    /** Locks the one row until the end of the transaction. */
    private static final String LOCK = """
            select 1
              from progress
             where topic = ? and partition = ? and next_offset = ? and journal_seq = ? and interventions = ?
               for update
            """;

    private static final String ADVANCE = """
            update progress
               set next_offset = ?, leader_epoch = ?, source_seq = ?, source_seen = ?, journal_seq = ?,
                   published_seq = greatest(published_seq, ?), takeovers = ?, suspect_offset = null, suspect_tries = 0,
                   settled_at = ?
             where topic = ? and partition = ?
            """;

    private static final String MARK = """
            update progress
               set published_seq = greatest(published_seq, ?),
                   next_offset = case when next_offset = ? and interventions = ? then ? else next_offset end
             where topic = ? and partition = ? and journal_seq >= ?
            """;

    private final String topic;

    Fence(String topic) {
        this.topic = topic;
    }

    void insert(Connection connection, int partition, long nextOffset, TopicIdentity identity) throws SQLException {
        try (PreparedStatement statement = connection.prepareStatement(INSERT)) {
            statement.setString(1, topic);
            statement.setInt(2, partition);
            statement.setLong(3, nextOffset);
            statement.setString(4, identity.topicId());
            statement.setString(5, identity.clusterId());
            statement.setInt(6, identity.partitionCount());
            statement.executeUpdate();
        }
    }

    @Nullable
    Progress find(Connection connection, int partition) throws SQLException {
        try (PreparedStatement statement = connection.prepareStatement(FIND)) {
            statement.setString(1, topic);
            statement.setInt(2, partition);
            try (ResultSet row = statement.executeQuery()) {
                return row.next() ? read(row) : null;
            }
        }
    }

    List<Progress> all(Connection connection) throws SQLException {
        try (PreparedStatement statement = connection.prepareStatement(ALL)) {
            statement.setString(1, topic);
            try (ResultSet row = statement.executeQuery()) {
                List<Progress> all = new ArrayList<>();
                while (row.next()) {
                    all.add(read(row));
                }
                return all;
            }
        }
    }

    /**
     * Makes the transaction the partition's owner.
     *
     * @throws FenceLost when the row is not as expected
     */
    void lock(Connection transaction, Progress expected) throws SQLException {
        try (PreparedStatement statement = transaction.prepareStatement(LOCK)) {
            statement.setString(1, topic);
            statement.setInt(2, expected.partition());
            statement.setLong(3, expected.nextOffset());
            statement.setLong(4, expected.journalSeq());
            statement.setInt(5, expected.interventions());
            try (ResultSet row = statement.executeQuery()) {
                if (!row.next()) {
                    throw new FenceLost(topic, expected);
                }
            }
        }
    }

    /** Moves the row that this transaction has locked. */
    void advance(Connection transaction, Progress to) throws SQLException {
        try (PreparedStatement statement = transaction.prepareStatement(ADVANCE)) {
            statement.setLong(1, to.nextOffset());
            if (to.leaderEpoch() == null) {
                statement.setNull(2, Types.INTEGER);
            } else {
                statement.setInt(2, to.leaderEpoch());
            }
            statement.setLong(3, to.sourceSeq());
            statement.setLong(4, to.sourceSeen());
            statement.setLong(5, to.journalSeq());
            statement.setLong(6, to.publishedSeq());
            statement.setInt(7, to.takeovers());
            statement.setObject(8, timestamp(to.settledAt()));
            statement.setString(9, topic);
            statement.setInt(10, to.partition());
            statement.executeUpdate();
        }
    }

    /**
     * Notes what has become known between batches: events that have been published, and offsets without records that follow
     * the last settled one. The first is true whoever owns the partition, so it needs no fence; the second has one.
     */
    void mark(Connection connection, Progress at, long publishedSeq, long nextOffset) throws SQLException {
        try (PreparedStatement statement = connection.prepareStatement(MARK)) {
            statement.setLong(1, publishedSeq);
            statement.setLong(2, at.nextOffset());
            statement.setInt(3, at.interventions());
            statement.setLong(4, nextOffset);
            statement.setString(5, topic);
            statement.setInt(6, at.partition());
            statement.setLong(7, publishedSeq);
            statement.executeUpdate();
        }
    }

    static OffsetDateTime timestamp(Instant instant) {
        return instant.atOffset(ZoneOffset.UTC);
    }

    private static Progress read(ResultSet row) throws SQLException {
        int epoch = row.getInt(3);
        Integer leaderEpoch = row.wasNull() ? null : epoch;
        long suspect = row.getLong(12);
        Long suspectOffset = row.wasNull() ? null : suspect;
        return new Progress(
                row.getInt(1),
                row.getLong(2),
                leaderEpoch,
                row.getLong(4),
                row.getLong(5),
                row.getLong(6),
                row.getLong(7),
                new TopicIdentity(row.getString(8), row.getString(9), row.getInt(10)),
                row.getInt(11),
                suspectOffset,
                row.getInt(13),
                row.getInt(14),
                row.getObject(15, OffsetDateTime.class).toInstant());
    }
}
