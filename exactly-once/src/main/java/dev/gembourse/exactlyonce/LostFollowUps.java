package dev.gembourse.exactlyonce;

import dev.gembourse.events.wire.Message;
import java.nio.charset.StandardCharsets;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.OptionalLong;
import java.util.Set;
import javax.sql.DataSource;
import org.apache.kafka.common.utils.Utils;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Finds the events whose follow-up was sent to an input partition and is not decided. When the partition has lost records it may
 * have been among them.
 */
final class LostFollowUps<E> {

    private static final Logger LOG = LoggerFactory.getLogger(LostFollowUps.class);

    /** As many events at a time as surely are read within the time-out of a statement. */
    private static final long EVENTS_AT_A_TIME = 20_000;

    private static final String FOLLOWED = """
            select seq, key, type, value
              from journal
             where partition = ? and seq > ? and seq <= ? and type = any (?)
             order by seq
            """;

    private final Stage<?, E> stage;
    private final FollowUps<E> followUps;
    private final DataSource dataSource;
    private final String topic;

    LostFollowUps(Stage<?, E> stage, DataSource dataSource) {
        this.stage = stage;
        this.followUps = new FollowUps<>(stage);
        this.dataSource = dataSource;
        this.topic = stage.input().topic();
    }

    /**
     * By partition of the journal, up to where it is published without any doubt. What is sent while this looks is beyond that.
     *
     * @param partition of the input, which may have lost records
     * @param partitionCount how many it has
     */
    Map<Integer, Long> of(int partition, int partitionCount) throws SQLException {
        Map<Integer, Long> published = new HashMap<>();
        if (followUps.types().isEmpty()) {
            return published;
        }
        try (Connection connection = dataSource.getConnection()) {
            for (Progress row : new Fence(topic).all(connection)) {
                OptionalLong first = first(connection, row, partition, partitionCount);
                if (first.isPresent()) {
                    LOG.warn(
                            "{}-{} may have lost the command that follows from event {}.{}: {} events will be published again, and their partition settles nothing new until most of them are",
                            topic,
                            partition,
                            row.partition(),
                            first.getAsLong(),
                            row.publishedSeq() - first.getAsLong() + 1);
                }
                published.put(row.partition(), first.isPresent() ? first.getAsLong() - 1 : row.publishedSeq());
            }
        }
        return published;
    }

    private OptionalLong first(Connection connection, Progress row, int partition, int partitionCount)
            throws SQLException {
        for (long above = 0; above < row.publishedSeq(); above += EVENTS_AT_A_TIME) {
            long to = Math.min(row.publishedSeq(), above + EVENTS_AT_A_TIME);
            Map<String, Long> sent = new LinkedHashMap<>();
            for (Followed event : followed(connection, row.partition(), above, to)) {
                for (FollowUp followUp : followUps.of(event.key(), event.type(), event.value())) {
                    if (goesTo(followUp.message(), partition, partitionCount)) {
                        sent.putIfAbsent(followUp.operationId(), event.seq());
                    }
                }
            }
            if (!sent.isEmpty()) {
                Set<String> open = new HashSet<>(sent.keySet());
                open.removeAll(stage.decided(connection, sent.keySet()));
                OptionalLong first = sent.entrySet().stream()
                        .filter(entry -> open.contains(entry.getKey()))
                        .mapToLong(Map.Entry::getValue)
                        .findFirst();
                if (first.isPresent()) {
                    return first;
                }
            }
        }
        return OptionalLong.empty();
    }

    private boolean goesTo(Message command, int partition, int partitionCount) {
        byte[] key = command.key().getBytes(StandardCharsets.UTF_8);
        return command.topic().equals(topic) && Utils.toPositive(Utils.murmur2(key)) % partitionCount == partition;
    }

    @SuppressWarnings("ArrayRecordComponent") // looked at and forgotten
    private record Followed(long seq, String key, String type, byte[] value) {}

    private List<Followed> followed(Connection connection, int journal, long above, long to) throws SQLException {
        try (PreparedStatement statement = connection.prepareStatement(FOLLOWED)) {
            statement.setInt(1, journal);
            statement.setLong(2, above);
            statement.setLong(3, to);
            statement.setArray(
                    4, connection.createArrayOf("text", followUps.types().toArray()));
            try (ResultSet row = statement.executeQuery()) {
                List<Followed> events = new ArrayList<>();
                while (row.next()) {
                    events.add(new Followed(row.getLong(1), row.getString(2), row.getString(3), row.getBytes(4)));
                }
                return events;
            }
        }
    }
}
