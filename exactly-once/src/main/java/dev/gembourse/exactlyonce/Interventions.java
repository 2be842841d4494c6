package dev.gembourse.exactlyonce;

import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Types;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import javax.sql.DataSource;
import org.jspecify.annotations.Nullable;

/** What operators do to a partition's place by hand. Each time leaves a row that says why. */
final class Interventions {

    private static final String LOCK = """
            select partition, next_offset
              from progress
             where topic = ?
             order by partition
               for update
            """;

    private static final String MOVE = """
            update progress
               set next_offset = ?, leader_epoch = ?, topic_id = coalesce(?, topic_id),
                   cluster_id = coalesce(?, cluster_id), partition_count = coalesce(?, partition_count),
                   interventions = interventions + 1, takeovers = 0, suspect_offset = null, suspect_tries = 0
             where topic = ? and partition = ?
            """;

    /** Whoever publishes notices by the number of interventions that its knowledge is old. */
    private static final String PUBLISH_AGAIN = """
            update progress p
               set published_seq = least(p.published_seq, u.published_seq), interventions = p.interventions + 1
              from unnest(?::integer[], ?::bigint[]) as u (partition, published_seq)
             where p.topic = ? and p.partition = u.partition
            """;

    private static final String NOTE = """
            insert into intervention (recorded_at, kind, topic, partition, from_offset, to_offset, why)
            values (?, ?, ?, ?, ?, ?, ?)
            """;

    private final DataSource dataSource;
    private final String topic;

    Interventions(DataSource dataSource, String topic) {
        this.dataSource = dataSource;
        this.topic = topic;
    }

    /** See {@link Engine#rewind}. */
    void rewind(int partition, long offset, String why, Instant now) throws SQLException {
        move("rewind", partition, offset, null, Map.of(), why, now);
    }

    /**
     * See {@link Engine#adopt}.
     *
     * @param published by partition, up to where the journal counts as published from now on, if it was published further
     */
    void adopt(
            int partition, long offset, TopicIdentity identity, Map<Integer, Long> published, String why, Instant now)
            throws SQLException {
        move("adopt", partition, offset, identity, published, why, now);
    }

    private void move(
            String kind,
            int partition,
            long offset,
            @Nullable TopicIdentity identity,
            Map<Integer, Long> published,
            String why,
            Instant now)
            throws SQLException {
        if (why.isBlank()) {
            throw new IllegalArgumentException("expected a reason that can be read later but got none");
        }
        try (Connection connection = dataSource.getConnection()) {
            connection.setAutoCommit(false);
            boolean finished = false;
            try {
                long from = lock(connection, partition);
                if (offset < 0 || (identity == null && offset > from)) {
                    throw new IllegalArgumentException(
                            "expected an offset from 0 to %d, the next one of %s-%d, but got %d"
                                    .formatted(from, topic, partition, offset));
                }
                move(connection, partition, offset, identity);
                publishAgain(connection, published);
                note(connection, kind, partition, from, offset, why, now);
                connection.commit();
                finished = true;
            } finally {
                if (!finished) {
                    connection.rollback();
                }
            }
        }
    }

    /** Locks the rows of all partitions, in the order that everybody locks them in; returns the place of one. */
    private long lock(Connection connection, int partition) throws SQLException {
        try (PreparedStatement statement = connection.prepareStatement(LOCK)) {
            statement.setString(1, topic);
            try (ResultSet row = statement.executeQuery()) {
                while (row.next()) {
                    if (row.getInt(1) == partition) {
                        return row.getLong(2);
                    }
                }
                throw new IllegalArgumentException(
                        "expected a partition that has been taken over before but got " + topic + "-" + partition);
            }
        }
    }

    private void publishAgain(Connection connection, Map<Integer, Long> published) throws SQLException {
        List<Integer> partitions = List.copyOf(published.keySet());
        try (PreparedStatement statement = connection.prepareStatement(PUBLISH_AGAIN)) {
            statement.setArray(1, connection.createArrayOf("integer", partitions.toArray()));
            statement.setArray(
                    2,
                    connection.createArrayOf(
                            "bigint", partitions.stream().map(published::get).toArray()));
            statement.setString(3, topic);
            statement.executeUpdate();
        }
    }

    private void move(Connection connection, int partition, long offset, @Nullable TopicIdentity identity)
            throws SQLException {
        try (PreparedStatement statement = connection.prepareStatement(MOVE)) {
            statement.setLong(1, offset);
            statement.setNull(2, Types.INTEGER);
            statement.setString(3, identity == null ? null : identity.topicId());
            statement.setString(4, identity == null ? null : identity.clusterId());
            if (identity == null) {
                statement.setNull(5, Types.INTEGER);
            } else {
                statement.setInt(5, identity.partitionCount());
            }
            statement.setString(6, topic);
            statement.setInt(7, partition);
            statement.executeUpdate();
        }
    }

    private void note(Connection connection, String kind, int partition, long from, long to, String why, Instant now)
            throws SQLException {
        try (PreparedStatement statement = connection.prepareStatement(NOTE)) {
            statement.setObject(1, Fence.timestamp(now));
            statement.setString(2, kind);
            statement.setString(3, topic);
            statement.setInt(4, partition);
            statement.setLong(5, from);
            statement.setLong(6, to);
            statement.setString(7, why);
            statement.executeUpdate();
        }
    }
}
