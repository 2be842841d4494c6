package dev.gembourse.bench.invariant;

import static java.nio.charset.StandardCharsets.UTF_8;

import dev.gembourse.events.value.StreamPosition;
import dev.gembourse.events.wire.Headers;
import java.time.Duration;
import java.util.Collections;
import java.util.HashMap;
import java.util.Iterator;
import java.util.List;
import java.util.Map;
import java.util.NoSuchElementException;
import org.apache.kafka.clients.consumer.ConsumerConfig;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.consumer.KafkaConsumer;
import org.apache.kafka.common.PartitionInfo;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.header.Header;
import org.apache.kafka.common.serialization.ByteArrayDeserializer;
import org.jspecify.annotations.Nullable;

/** The records of one partition from its beginning to where its end was when reading began, in order. */
final class PartitionLog implements Iterator<ConsumerRecord<byte[], byte[]>>, AutoCloseable {

    private static final Duration POLL = Duration.ofSeconds(10);

    private final TopicPartition partition;
    private final KafkaConsumer<byte[], byte[]> consumer;
    private final long end;
    private Iterator<ConsumerRecord<byte[], byte[]>> polled = Collections.emptyIterator();

    PartitionLog(Map<String, Object> kafka, String topic, int partition) {
        this.partition = new TopicPartition(topic, partition);
        this.consumer = consumer(kafka);
        consumer.assign(List.of(this.partition));
        consumer.seekToBeginning(List.of(this.partition));
        this.end = consumer.endOffsets(List.of(this.partition)).getOrDefault(this.partition, 0L);
    }

    /** How many partitions a topic has. */
    static int partitions(Map<String, Object> kafka, String topic) {
        try (KafkaConsumer<byte[], byte[]> consumer = consumer(kafka)) {
            List<PartitionInfo> infos = consumer.partitionsFor(topic);
            return infos.size();
        }
    }

    /** The offset behind the last record. */
    long end() {
        return end;
    }

    @Override
    public boolean hasNext() {
        return polled.hasNext() || consumer.position(partition) < end;
    }

    @Override
    public ConsumerRecord<byte[], byte[]> next() {
        long deadline = System.nanoTime() + POLL.toNanos();
        while (!polled.hasNext()) {
            if (!hasNext() || System.nanoTime() > deadline) {
                throw new NoSuchElementException(
                        "expected a record of " + partition + " at " + consumer.position(partition) + " but got none");
            }
            polled = consumer.poll(POLL).records(partition).iterator();
        }
        return polled.next();
    }

    @Override
    public void close() {
        consumer.close();
    }

    static @Nullable String header(ConsumerRecord<byte[], byte[]> record, String name) {
        Header header = record.headers().lastHeader(name);
        return header == null || header.value() == null ? null : new String(header.value(), UTF_8);
    }

    static @Nullable String key(ConsumerRecord<byte[], byte[]> record) {
        return record.key() == null ? null : new String(record.key(), UTF_8);
    }

    /** The event's place in its journal, by its header. */
    static StreamPosition journalPosition(ConsumerRecord<byte[], byte[]> event) {
        String id = header(event, Headers.ID);
        if (id == null) {
            throw new IllegalStateException("expected a journal position at offset " + event.offset());
        }
        return StreamPosition.of(id);
    }

    static KafkaConsumer<byte[], byte[]> consumer(Map<String, Object> kafka) {
        Map<String, Object> settings = new HashMap<>(kafka);
        settings.putAll(Map.of(
                ConsumerConfig.ENABLE_AUTO_COMMIT_CONFIG,
                false,
                ConsumerConfig.ALLOW_AUTO_CREATE_TOPICS_CONFIG,
                false,
                // At the end of a log nothing comes any more, and closing waits for the answer.
                ConsumerConfig.FETCH_MAX_WAIT_MS_CONFIG,
                10,
                ConsumerConfig.MAX_POLL_RECORDS_CONFIG,
                5_000,
                ConsumerConfig.MAX_PARTITION_FETCH_BYTES_CONFIG,
                8 * 1024 * 1024));
        return new KafkaConsumer<>(settings, new ByteArrayDeserializer(), new ByteArrayDeserializer());
    }
}
