package dev.gembourse.leaderboard;

import static org.awaitility.Awaitility.await;

import dev.gembourse.events.value.AccountId;
import dev.gembourse.events.value.StreamPosition;
import dev.gembourse.events.wire.Contract;
import dev.gembourse.events.wire.Headers;
import dev.gembourse.events.wire.Message;
import dev.gembourse.events.wire.Topics;
import dev.gembourse.stack.fixture.SharedInfrastructure;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.Future;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.producer.KafkaProducer;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.clients.producer.RecordMetadata;
import org.apache.kafka.common.serialization.ByteArraySerializer;
import org.apache.kafka.common.utils.Utils;

/** The topics of trading and of the leaderboard on the shared broker, new and empty, and a producer of journal events. */
public final class TestKafka implements AutoCloseable {

    public static final int PARTITIONS = 4;

    private static final List<String> TOPICS = List.of(Topics.TRADING_EVENTS, Topics.LEADERBOARD_EVENTS);

    private final KafkaProducer<byte[], byte[]> producer;

    public TestKafka() {
        renewTopics();
        producer = new KafkaProducer<>(
                Map.of("bootstrap.servers", bootstrap(), "linger.ms", 0, "acks", "all"),
                new ByteArraySerializer(),
                new ByteArraySerializer());
    }

    public String bootstrap() {
        return SharedInfrastructure.get().broker().bootstrap();
    }

    /** The partition of an account's records, by the default partitioning of the key. */
    public static int partitionOf(AccountId id) {
        return Utils.toPositive(Utils.murmur2(id.toString().getBytes(StandardCharsets.UTF_8))) % PARTITIONS;
    }

    /** Publishes an event as its journal does, and returns when the broker has it. */
    public <T> void publish(Contract<T> contract, T event, StreamPosition position) {
        get(send(contract, event, position));
    }

    public <T> Future<RecordMetadata> send(Contract<T> contract, T event, StreamPosition position) {
        Message message = contract.write(event);
        ProducerRecord<byte[], byte[]> record =
                new ProducerRecord<>(message.topic(), position.partition(), bytes(message.key()), message.value());
        record.headers()
                .add(Headers.SPEC_VERSION, bytes("1.0"))
                .add(Headers.ID, bytes(position.toString()))
                .add(Headers.SOURCE, bytes(contract.source()))
                .add(Headers.TYPE, bytes(message.type()));
        return producer.send(record);
    }

    /** Publishes bytes that nobody can read. */
    public void publishRubbish(String topic, int partition) {
        get(producer.send(new ProducerRecord<>(topic, partition, bytes("key"), bytes("rubbish"))));
    }

    public void flush() {
        producer.flush();
    }

    @Override
    public void close() {
        producer.close(Duration.ofSeconds(5));
    }

    private void renewTopics() {
        try (Admin admin = Admin.create(Map.of("bootstrap.servers", bootstrap()))) {
            Set<String> old = new HashSet<>(get(admin.listTopics().names()));
            old.retainAll(TOPICS);
            if (!old.isEmpty()) {
                get(admin.deleteTopics(old).all());
                await().atMost(Duration.ofSeconds(20))
                        .until(() -> get(admin.listTopics().names()).stream().noneMatch(old::contains));
            }
        }
        TOPICS.forEach(topic -> SharedInfrastructure.get().broker().createTopic(topic, PARTITIONS));
    }

    private static byte[] bytes(String text) {
        return text.getBytes(StandardCharsets.UTF_8);
    }

    private static <T> T get(Future<T> future) {
        try {
            return future.get();
        } catch (InterruptedException | ExecutionException e) {
            throw new IllegalStateException(e);
        }
    }
}
