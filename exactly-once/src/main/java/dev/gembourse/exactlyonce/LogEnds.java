package dev.gembourse.exactlyonce;

import java.time.Duration;
import java.time.Instant;
import java.util.HashMap;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.apache.kafka.clients.consumer.ConsumerConfig;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.consumer.ConsumerRecords;
import org.apache.kafka.clients.consumer.KafkaConsumer;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.serialization.ByteArrayDeserializer;

/** Asks Kafka how far the partitions of the input topic go, and how old records are. Used by one thread at a time. */
final class LogEnds implements AutoCloseable {

    private static final Duration LONGEST_LOOK = Duration.ofMillis(500);

    private final String topic;
    private final KafkaConsumer<byte[], byte[]> consumer;

    LogEnds(String stage, String topic, EngineSettings settings) {
        this.topic = topic;
        Map<String, Object> client = new HashMap<>();
        client.put(ConsumerConfig.BOOTSTRAP_SERVERS_CONFIG, settings.bootstrapServers());
        client.put(ConsumerConfig.CLIENT_ID_CONFIG, settings.groupId(stage) + "-lag");
        client.put(ConsumerConfig.KEY_DESERIALIZER_CLASS_CONFIG, ByteArrayDeserializer.class);
        client.put(ConsumerConfig.VALUE_DESERIALIZER_CLASS_CONFIG, ByteArrayDeserializer.class);
        client.put(ConsumerConfig.ENABLE_AUTO_COMMIT_CONFIG, false);
        client.put(ConsumerConfig.AUTO_OFFSET_RESET_CONFIG, "earliest");
        client.put(ConsumerConfig.ISOLATION_LEVEL_CONFIG, "read_committed");
        client.put(ConsumerConfig.ALLOW_AUTO_CREATE_TOPICS_CONFIG, false);
        client.put(ConsumerConfig.MAX_PARTITION_FETCH_BYTES_CONFIG, 1 << 14);
        client.put(ConsumerConfig.MAX_POLL_RECORDS_CONFIG, 500);
        client.put(ConsumerConfig.DEFAULT_API_TIMEOUT_MS_CONFIG, (int)
                settings.requestTimeout().toMillis());
        client.put(ConsumerConfig.REQUEST_TIMEOUT_MS_CONFIG, (int)
                settings.requestTimeout().toMillis());
        this.consumer = new KafkaConsumer<>(client);
    }

    /** Where each partition begins. */
    Map<Integer, Long> begins(int partitionCount) {
        return byPartition(consumer.beginningOffsets(places(partitionCount)));
    }

    /** Where each partition ends. */
    Map<Integer, Long> ends(int partitionCount) {
        return byPartition(consumer.endOffsets(places(partitionCount)));
    }

    /** The time of the first record from each of the offsets on. What does not come soon is left out. */
    Map<Integer, Instant> times(Map<Integer, Long> offsets) {
        Map<Integer, Instant> times = new HashMap<>();
        consumer.assign(offsets.keySet().stream()
                .map(partition -> new TopicPartition(topic, partition))
                .toList());
        offsets.forEach((partition, offset) -> consumer.seek(new TopicPartition(topic, partition), offset));
        long deadline = System.nanoTime() + LONGEST_LOOK.toNanos();
        while (times.size() < offsets.size() && System.nanoTime() < deadline) {
            ConsumerRecords<byte[], byte[]> records = consumer.poll(Duration.ofMillis(100));
            for (TopicPartition place : records.partitions()) {
                ConsumerRecord<byte[], byte[]> first = records.records(place).getFirst();
                times.putIfAbsent(place.partition(), Instant.ofEpochMilli(first.timestamp()));
                consumer.pause(Set.of(place));
            }
        }
        consumer.unsubscribe();
        return times;
    }

    @Override
    public void close() {
        consumer.close();
    }

    private Set<TopicPartition> places(int partitionCount) {
        return IntStream.range(0, partitionCount)
                .mapToObj(partition -> new TopicPartition(topic, partition))
                .collect(Collectors.toSet());
    }

    private static Map<Integer, Long> byPartition(Map<TopicPartition, Long> offsets) {
        return offsets.entrySet().stream()
                .collect(Collectors.toMap(entry -> entry.getKey().partition(), Map.Entry::getValue));
    }
}
