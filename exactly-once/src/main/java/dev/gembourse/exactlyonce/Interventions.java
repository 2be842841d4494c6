package dev.gembourse.exactlyonce;

import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.SQLException;
import java.time.Instant;
import java.time.InstantSource;
import java.time.temporal.ChronoUnit;
import java.util.Objects;
import javax.sql.DataSource;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Moves a partition's place by an operator's hand. Each time leaves a row that says why, and changes the fence: an owner
 * that is at work, wherever it runs, loses its batch and looks for its place again.
 */
final class Interventions {

    private static final Logger LOG = LoggerFactory.getLogger(Interventions.class);

    private static final String LOCK = """
            select 1 from progress where topic = ? and partition = ? for update
            """;

    private static final String RECORD = """
            insert into intervention (recorded_at, kind, topic, partition, from_offset, to_offset, why)
            values (?, ?, ?, ?, ?, ?, ?)
            """;

    private static final String MOVE = """
            update progress
               set next_offset = ?, leader_epoch = null, topic_id = ?, cluster_id = ?, takeovers = 0,
                   suspect_offset = null, suspect_tries = 0, interventions = interventions + 1
             where topic = ? and partition = ?
            """;

    private final String topic;
    private final DataSource dataSource;
    private final Fence fence;
    private final InstantSource clock;

    Interventions(String topic, DataSource dataSource, Fence fence, InstantSource clock) {
        this.topic = topic;
        this.dataSource = dataSource;
        this.fence = fence;
        this.clock = clock;
    }

    void rewind(int partition, long offset, String why) throws SQLException {
        move("rewind", partition, offset, why, at -> {
            if (offset < 0 || offset >= at.nextOffset()) {
                throw new IllegalArgumentException("expected an offset from 0 to %d to rewind %s-%d to but got %d"
                        .formatted(at.nextOffset() - 1, topic, partition, offset));
            }
            return at.identity();
        });
    }

    void adopt(int partition, long offset, TopicIdentity current, String why) throws SQLException {
        move("adopt", partition, offset, why, at -> {
            if (offset < 0) {
                throw new IllegalArgumentException("expected an offset from 0 on but got " + offset);
            }
            if (at.identity().partitionCount() != current.partitionCount()) {
                throw new IllegalArgumentException(
                        "expected %d partitions of %s but got %d: keys stand elsewhere now, which cannot be adopted"
                                .formatted(at.identity().partitionCount(), topic, current.partitionCount()));
            }
            return current;
        });
    }

    private interface Check {
        /** What the topic's identity is from now on; throws if the place must not be moved. */
        TopicIdentity accept(Progress at);
    }

    private void move(String kind, int partition, long offset, String why, Check check) throws SQLException {
        if (why.isBlank()) {
            throw new IllegalArgumentException("expected a reason for the " + kind + " of " + topic + "-" + partition);
        }
        try (Connection connection = dataSource.getConnection()) {
            connection.setAutoCommit(false);
            boolean finished = false;
            try {
                lock(connection, partition);
                Progress at = Objects.requireNonNull(fence.find(connection, partition));
                TopicIdentity identity = check.accept(at);
                record(connection, kind, at, offset, why);
                move(connection, partition, offset, identity);
                connection.commit();
                finished = true;
                LOG.warn("{}-{}: {} from offset {} to {}: {}", topic, partition, kind, at.nextOffset(), offset, why);
            } finally {
                if (!finished) {
                    connection.rollback();
                }
            }
        }
    }

    private void lock(Connection transaction, int partition) throws SQLException {
        try (PreparedStatement statement = transaction.prepareStatement(LOCK)) {
            statement.setString(1, topic);
            statement.setInt(2, partition);
            if (!statement.executeQuery().next()) {
                throw new IllegalArgumentException(
                        "expected a partition that has been taken over before but got " + topic + "-" + partition);
            }
        }
    }

    private void record(Connection transaction, String kind, Progress at, long offset, String why) throws SQLException {
        Instant now = clock.instant().truncatedTo(ChronoUnit.MICROS);
        try (PreparedStatement statement = transaction.prepareStatement(RECORD)) {
            statement.setObject(1, Fence.timestamp(now));
            statement.setString(2, kind);
            statement.setString(3, topic);
            statement.setInt(4, at.partition());
            statement.setLong(5, at.nextOffset());
            statement.setLong(6, offset);
            statement.setString(7, why);
            statement.executeUpdate();
        }
    }

    private void move(Connection transaction, int partition, long offset, TopicIdentity identity) throws SQLException {
        try (PreparedStatement statement = transaction.prepareStatement(MOVE)) {
            statement.setLong(1, offset);
            statement.setString(2, identity.topicId());
            statement.setString(3, identity.clusterId());
            statement.setString(4, topic);
            statement.setInt(5, partition);
            statement.executeUpdate();
        }
    }
}
