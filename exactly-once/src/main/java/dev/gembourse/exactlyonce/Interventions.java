package dev.gembourse.exactlyonce;

import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Types;
import java.time.Instant;
import javax.sql.DataSource;
import org.jspecify.annotations.Nullable;

/** What operators do to a partition's place by hand. Each time leaves a row that says why. */
final class Interventions {

    private static final String LOCK = """
            select next_offset
              from progress
             where topic = ? and partition = ?
               for update
            """;

    private static final String MOVE = """
            update progress
               set next_offset = ?, leader_epoch = ?, topic_id = coalesce(?, topic_id),
                   cluster_id = coalesce(?, cluster_id), partition_count = coalesce(?, partition_count),
                   interventions = interventions + 1, takeovers = 0, suspect_offset = null, suspect_tries = 0
             where topic = ? and partition = ?
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
        move("rewind", partition, offset, null, why, now);
    }

    /** See {@link Engine#adopt}. */
    void adopt(int partition, long offset, TopicIdentity identity, String why, Instant now) throws SQLException {
        move("adopt", partition, offset, identity, why, now);
    }

    private void move(
            String kind, int partition, long offset, @Nullable TopicIdentity identity, String why, Instant now)
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

    private long lock(Connection connection, int partition) throws SQLException {
        try (PreparedStatement statement = connection.prepareStatement(LOCK)) {
            statement.setString(1, topic);
            statement.setInt(2, partition);
            try (ResultSet row = statement.executeQuery()) {
                if (!row.next()) {
                    throw new IllegalArgumentException(
                            "expected a partition that has been taken over before but got " + topic + "-" + partition);
                }
                return row.getLong(1);
            }
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
