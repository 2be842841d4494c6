package dev.gembourse.exactlyonce;

import java.sql.Connection;
import java.sql.SQLException;
import java.time.Duration;
import java.util.Optional;
import java.util.Set;
import org.apache.kafka.clients.consumer.Consumer;
import org.apache.kafka.clients.consumer.OffsetAndMetadata;
import org.apache.kafka.common.TopicPartition;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Finds out from the database where a partition stands, and whether the log still holds that place. */
final class Position {

    /** The partition must not be settled before somebody has repaired something. */
    static final class Refused extends Exception {

        Refused(String message) {
            super(message);
        }
    }

    private static final Logger LOG = LoggerFactory.getLogger(Position.class);

    private final TopicPartition place;
    private final Resources resources;
    private final Duration timeout;

    Position(TopicPartition place, Resources resources) {
        this.place = place;
        this.resources = resources;
        this.timeout = resources.settings().requestTimeout();
    }

    /**
     * The partition's place. On the first take-over ever that is the beginning of the log.
     *
     * @throws Refused when the topic is another one than before or does not hold the place any more
     */
    Progress find(Consumer<?, ?> consumer) throws SQLException, Topics.Unreachable, Refused {
        Topics.Description topics = resources.topics().describe();
        long begin = consumer.beginningOffsets(Set.of(place), timeout).getOrDefault(place, 0L);
        long end = consumer.endOffsets(Set.of(place), timeout).getOrDefault(place, 0L);
        Progress row = row(topics.identity(), begin);
        refuse(row.identity().differenceTo(topics.identity(), place.topic()));
        refuse(topics.fault());
        if (row.nextOffset() < begin) {
            refuse(
                    "expected to read %s from offset %d but its log begins at %d: retention has deleted %d offsets before they were settled; restore them, or adopt the topic from offset %d to go on without them"
                            .formatted(place, row.nextOffset(), begin, begin - row.nextOffset(), begin));
        }
        if (row.nextOffset() > end) {
            refuse(
                    "expected to read %s from offset %d but its log ends at %d: the brokers have lost records that were settled; restore them, or adopt the topic from offset %d"
                            .formatted(place, row.nextOffset(), end, end));
        }
        return row;
    }

    /** Sets the consumer to the place, with the leader epoch so that a truncated log is noticed. */
    void seek(Consumer<?, ?> consumer, Progress at) {
        consumer.seek(place, new OffsetAndMetadata(at.nextOffset(), Optional.ofNullable(at.leaderEpoch()), ""));
    }

    private Progress row(TopicIdentity identity, long begin) throws SQLException, Refused {
        try (Connection connection = resources.dataSource().getConnection()) {
            Progress known = resources.fence().find(connection, place.partition());
            if (known != null) {
                return known;
            }
            // One that was added to a topic in use holds keys whose state stands in other partitions.
            for (Progress other : resources.fence().all(connection)) {
                refuse(other.identity().differenceTo(identity, place.topic()));
            }
            LOG.info("{}: taken over for the first time, beginning at offset {}", place, begin);
            if (begin > 0) {
                LOG.warn("{}: records before offset {} have been deleted and will never be settled", place, begin);
            }
            resources.fence().insert(connection, place.partition(), begin, identity);
            Progress inserted = resources.fence().find(connection, place.partition());
            if (inserted == null) {
                throw new IllegalStateException("expected a row of progress for " + place);
            }
            return inserted;
        }
    }

    private static void refuse(@Nullable String why) throws Refused {
        if (why != null) {
            throw new Refused(why);
        }
    }
}
