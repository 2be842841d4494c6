package dev.gembourse.exactlyonce;

import java.sql.Array;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.function.Function;
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
                   cluster_id, partition_count, takeovers, suspect_offset, suspect_tries, interventions, settled_at, journal_hash
              from progress
            """;

    private static final String FIND = COLUMNS + " where topic = ? and partition = ?";

    private static final String ALL = COLUMNS + " where topic = ? order by partition";

    /** Locks those rows that are as expected until the end of the transaction, in the order that everybody locks them in. */
    private static final String LOCK = """
            select p.partition
              from progress p
              join unnest(?::integer[], ?::bigint[], ?::bigint[], ?::integer[])
                   as expected (partition, next_offset, journal_seq, interventions)
             using (partition, next_offset, journal_seq, interventions)
             where p.topic = ?
             order by p.partition
               for update of p
            """;

    private static final String ADVANCE = """
            update progress p
               set next_offset = u.next_offset, leader_epoch = u.leader_epoch, source_seq = u.source_seq,
                   source_seen = u.source_seen, journal_seq = u.journal_seq, journal_hash = u.journal_hash,
                   published_seq = greatest(p.published_seq, u.published_seq), takeovers = u.takeovers, suspect_offset = null,
                   suspect_tries = 0, settled_at = u.settled_at
              from unnest(?::text[], ?::integer[], ?::bigint[], ?::integer[], ?::bigint[], ?::bigint[], ?::bigint[], ?::bigint[],
                          ?::integer[], ?::timestamptz[], ?::bytea[])
                   as u (topic, partition, next_offset, leader_epoch, source_seq, source_seen, journal_seq, published_seq,
                         takeovers, settled_at, journal_hash)
             where p.topic = u.topic and p.partition = u.partition
            """;

    private static final String MARK = """
            update progress
               set published_seq = greatest(published_seq, ?),
                   next_offset = case when next_offset = ? then ? else next_offset end
             where topic = ? and partition = ? and interventions = ? and journal_seq >= ?
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
     * Makes the transaction the owner of partitions.
     *
     * @throws FenceLost when the row of one is not as expected
     */
    void lock(Connection transaction, List<Progress> expected) throws SQLException {
        Set<Integer> locked = new HashSet<>();
        try (PreparedStatement statement = transaction.prepareStatement(LOCK)) {
            statement.setArray(1, array(transaction, "integer", expected, Progress::partition));
            statement.setArray(2, array(transaction, "bigint", expected, Progress::nextOffset));
            statement.setArray(3, array(transaction, "bigint", expected, Progress::journalSeq));
            statement.setArray(4, array(transaction, "integer", expected, Progress::interventions));
            statement.setString(5, topic);
            try (ResultSet row = statement.executeQuery()) {
                while (row.next()) {
                    locked.add(row.getInt(1));
                }
            }
        }
        for (Progress one : expected) {
            if (!locked.contains(one.partition())) {
                throw new FenceLost(topic, one);
            }
        }
    }

    /** Moves the rows that this transaction has locked. */
    Rows advance(List<Progress> places) {
        Rows rows = Rows.given(ADVANCE);
        for (Progress to : places) {
            rows.text(topic)
                    .integer(to.partition())
                    .bigint(to.nextOffset())
                    .integer(to.leaderEpoch())
                    .bigint(to.sourceSeq())
                    .bigint(to.sourceSeen())
                    .bigint(to.journalSeq())
                    .bigint(to.publishedSeq())
                    .integer(to.takeovers())
                    .timestamptz(to.settledAt())
                    .bytea(to.journalHash().bytes())
                    .endRow();
        }
        return rows;
    }

    /**
     * Notes what has become known between batches: events that have been published, and offsets without records that follow
     * the last settled one. The first is true whoever owns the partition, until an operator has it published again; the second
     * has a fence.
     */
    void mark(Connection connection, Progress at, long publishedSeq, long nextOffset) throws SQLException {
        try (PreparedStatement statement = connection.prepareStatement(MARK)) {
            statement.setLong(1, publishedSeq);
            statement.setLong(2, at.nextOffset());
            statement.setLong(3, nextOffset);
            statement.setString(4, topic);
            statement.setInt(5, at.partition());
            statement.setInt(6, at.interventions());
            statement.setLong(7, publishedSeq);
            statement.executeUpdate();
        }
    }

    private static Array array(Connection connection, String type, List<Progress> all, Function<Progress, Object> value)
            throws SQLException {
        return connection.createArrayOf(type, all.stream().map(value).toArray());
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
                JournalHash.of(row.getBytes(16)),
                row.getLong(7),
                new TopicIdentity(row.getString(8), row.getString(9), row.getInt(10)),
                row.getInt(11),
                suspectOffset,
                row.getInt(13),
                row.getInt(14),
                row.getObject(15, OffsetDateTime.class).toInstant());
    }
}
