package dev.gembourse.bench.invariant;

import dev.gembourse.events.wire.Headers;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.consumer.KafkaConsumer;
import org.apache.kafka.common.TopicPartition;

/** Looks at the ends of partitions. Not thread-safe. */
final class TopicEnds implements AutoCloseable {

    private static final Duration POLL = Duration.ofSeconds(10);

    private final KafkaConsumer<byte[], byte[]> consumer;

    TopicEnds(Map<String, Object> kafka) {
        this.consumer = PartitionLog.consumer(kafka);
    }

    int partitions(String topic) {
        return consumer.partitionsFor(topic).size();
    }

    /** The offset behind the last record. */
    long end(String topic, int partition) {
        TopicPartition place = new TopicPartition(topic, partition);
        return consumer.endOffsets(List.of(place)).getOrDefault(place, 0L);
    }

    /** The sequence number of the last event on a journal's topic; 0 when there is none. */
    long lastSeq(String topic, int partition) {
        TopicPartition place = new TopicPartition(topic, partition);
        long end = end(topic, partition);
        if (end == 0) {
            return 0;
        }
        consumer.assign(List.of(place));
        consumer.seek(place, end - 1);
        for (ConsumerRecord<byte[], byte[]> last : consumer.poll(POLL).records(place)) {
            if (last.headers().lastHeader(Headers.ID) != null) {
                return PartitionLog.journalPosition(last).index();
            }
        }
        return 0;
    }

    @Override
    public void close() {
        consumer.close();
    }
}
