package dev.gembourse.exactlyonce;

import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.apache.kafka.clients.consumer.CloseOptions;
import org.apache.kafka.clients.consumer.Consumer;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.common.KafkaException;
import org.apache.kafka.common.TopicPartition;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.kafka.core.ConsumerFactory;

/**
 * Looks into the log, outside of any group: how far each partition reaches, and how old the record at an offset is. Not
 * thread-safe.
 */
final class FirstRecords implements AutoCloseable {

    private static final Logger LOG = LoggerFactory.getLogger(FirstRecords.class);
    private static final Duration LONGEST = Duration.ofMillis(500);

    private final Consumer<byte[], byte[]> consumer;
    private final Duration timeout;

    FirstRecords(ConsumerFactory<byte[], byte[]> consumers, String name, Duration timeout) {
        this.consumer = consumers.createConsumer(null, null, "-" + name + "-lag");
        this.timeout = timeout;
    }

    /** All partitions of the topic. */
    List<TopicPartition> places(String topic) {
        return consumer.partitionsFor(topic, timeout).stream()
                .map(info -> new TopicPartition(topic, info.partition()))
                .toList();
    }

    /** The offsets that the next records will get. */
    Map<TopicPartition, Long> ends(Iterable<TopicPartition> places) {
        Map<TopicPartition, Long> ends = new HashMap<>();
        List<TopicPartition> all = new ArrayList<>();
        places.forEach(all::add);
        ends.putAll(consumer.endOffsets(all, timeout));
        return ends;
    }

    /** The time stamps of the first records from the given offsets on; partitions that do not answer in time are left out. */
    Map<TopicPartition, Instant> times(Map<TopicPartition, Long> from) {
        Map<TopicPartition, Instant> times = new HashMap<>();
        if (from.isEmpty()) {
            return times;
        }
        try {
            consumer.assign(from.keySet());
            from.forEach(consumer::seek);
            long deadline = System.nanoTime() + LONGEST.toNanos();
            while (times.size() < from.size() && System.nanoTime() < deadline) {
                for (ConsumerRecord<byte[], byte[]> record : consumer.poll(Duration.ofMillis(50))) {
                    TopicPartition place = new TopicPartition(record.topic(), record.partition());
                    if (times.putIfAbsent(place, Instant.ofEpochMilli(record.timestamp())) == null) {
                        consumer.pause(Set.of(place));
                    }
                }
            }
        } catch (KafkaException e) {
            LOG.debug("the age of unprocessed records cannot be told", e);
        } finally {
            consumer.unsubscribe();
        }
        return times;
    }

    @Override
    public void close() {
        consumer.close(CloseOptions.timeout(timeout));
    }
}
