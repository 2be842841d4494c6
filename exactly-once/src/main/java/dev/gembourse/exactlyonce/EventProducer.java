package dev.gembourse.exactlyonce;

import dev.gembourse.events.wire.Contract;
import dev.gembourse.events.wire.Headers;
import dev.gembourse.events.wire.Message;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.Instant;
import java.time.format.DateTimeFormatter;
import java.util.HashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.Supplier;
import org.apache.kafka.clients.producer.Callback;
import org.apache.kafka.clients.producer.KafkaProducer;
import org.apache.kafka.clients.producer.Producer;
import org.apache.kafka.clients.producer.ProducerConfig;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.common.header.Header;
import org.apache.kafka.common.header.internals.RecordHeader;
import org.apache.kafka.common.header.internals.RecordHeaders;
import org.apache.kafka.common.serialization.ByteArraySerializer;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Sends journal events to Kafka: idempotent, acknowledged by all replicas, in the order of the calls for each partition. Has no Kafka
 * client where there is no journal.
 * Thread-safe.
 */
final class EventProducer implements AutoCloseable {

    private static final Logger LOG = LoggerFactory.getLogger(EventProducer.class);
    /** Longest wait for room or metadata; whoever sends is a consumer thread that must go on polling. */
    private static final Duration MAX_BLOCK = Duration.ofSeconds(1);

    private static final Duration RENEWAL_INTERVAL = Duration.ofSeconds(30);

    private static final Header SPEC_VERSION = header(Headers.SPEC_VERSION, "1.0");
    private static final Header CONTENT_TYPE = header(Headers.CONTENT_TYPE, "application/json");

    private final Supplier<Producer<byte[], byte[]>> producers;
    private final Timing timing;
    private final @Nullable Header source;
    private final List<String> defaultTopics;
    private final Map<String, List<String>> topicsByType = new HashMap<>();
    private final Map<String, Header> typeHeaders = new HashMap<>();
    private final FollowUps<?> followUps;
    private @Nullable Producer<byte[], byte[]> producer;
    private long renewedNanos;

    static <E> EventProducer toBrokers(Stage<?, E> stage, EngineSettings engine, KafkaAccess kafka) {
        Map<String, Object> settings = settings(stage.name(), engine, kafka);
        return new EventProducer(stage, () -> new KafkaProducer<>(settings), Timing.SYSTEM);
    }

    /** @param producers make a new Kafka client each */
    <E> EventProducer(Stage<?, E> stage, Supplier<Producer<byte[], byte[]>> producers, Timing timing) {
        this.producers = producers;
        this.timing = timing;
        this.renewedNanos = timing.nanos();
        this.followUps = new FollowUps<>(stage);
        Contract<E> journal = stage.output();
        if (journal == null) {
            this.source = null;
            this.defaultTopics = List.of();
            this.producer = null;
            return;
        }
        this.source = header(Headers.SOURCE, journal.source());
        this.defaultTopics = List.of(journal.topic());
        for (String type : journal.types()) {
            Class<? extends E> itsClass = journal.classOf(type);
            topicsByType.put(type, itsClass == null ? defaultTopics : List.copyOf(stage.topicsOf(itsClass)));
            typeHeaders.put(type, header(Headers.TYPE, type));
        }
        this.producer = producers.get();
    }

    /** Every topic that events may go to. */
    Set<String> topics() {
        Set<String> all = new LinkedHashSet<>(defaultTopics);
        topicsByType.values().forEach(all::addAll);
        return all;
    }

    /** The topics that an event goes to. A type that the stage does not know any more goes where all events go. */
    List<String> topicsOf(JournalEvent event) {
        return topicsByType.getOrDefault(event.type(), defaultTopics);
    }

    /**
     * Sends an event to one of its topics; the callback gets the answer. The record's time is not the event's, which stands in a
     * header: one that a clock ahead of the broker's has given would be refused until the broker's is there as well.
     */
    @SuppressWarnings("FutureReturnValueIgnored") // the callback tells all that the future would
    void send(String topic, int partition, JournalEvent event, Callback callback) {
        current()
                .send(
                        new ProducerRecord<>(
                                topic,
                                partition,
                                null,
                                event.key().getBytes(StandardCharsets.UTF_8),
                                event.value(),
                                headers(partition, event)),
                        callback);
    }

    /** Whether commands may follow from an event. */
    boolean isFollowed(JournalEvent event) {
        return followUps.follow(event);
    }

    /**
     * The commands that follow from an event.
     *
     * @throws RuntimeException when they cannot be made, which is a bug
     */
    List<FollowUp> followUps(JournalEvent event) {
        return followUps.of(event);
    }

    /** Sends a command that follows from an event, to the partition that its key decides; the callback gets the answer. */
    @SuppressWarnings("FutureReturnValueIgnored") // the callback tells all that the future would
    void send(FollowUp followUp, JournalEvent event, Callback callback) {
        Message message = followUp.message();
        RecordHeaders headers =
                headers(followUp.operationId(), header(Headers.TYPE, message.type()), event, followUp.operationId());
        current()
                .send(
                        new ProducerRecord<>(
                                message.topic(),
                                null,
                                message.key().getBytes(StandardCharsets.UTF_8),
                                message.value(),
                                headers),
                        callback);
    }

    /**
     * Replaces the Kafka client, for after some errors it never sends again. What it had not sent is reported to the callbacks
     * as failed. Does nothing soon after the last time.
     */
    synchronized void renew() {
        if (producer == null || timing.nanos() - renewedNanos < RENEWAL_INTERVAL.toNanos()) {
            return;
        }
        renewedNanos = timing.nanos();
        LOG.info("renewing the Kafka producer of {}", defaultTopics);
        producer.close(Duration.ZERO);
        producer = producers.get();
    }

    @Override
    public synchronized void close() {
        if (producer != null) {
            producer.close(MAX_BLOCK);
        }
    }

    private synchronized Producer<byte[], byte[]> current() {
        if (producer == null) {
            throw new IllegalStateException("expected nothing to send of a stage without a journal");
        }
        return producer;
    }

    private RecordHeaders headers(int partition, JournalEvent event) {
        Header type = typeHeaders.get(event.type());
        return headers(
                partition + "." + event.seq(),
                type == null ? header(Headers.TYPE, event.type()) : type,
                event,
                event.correlationId());
    }

    private RecordHeaders headers(String id, Header type, JournalEvent event, String correlationId) {
        RecordHeaders headers = new RecordHeaders();
        headers.add(SPEC_VERSION);
        headers.add(header(Headers.ID, id));
        add(headers, source);
        headers.add(type);
        headers.add(header(Headers.TIME, time(event.recordedAt())));
        headers.add(header(Headers.CORRELATION_ID, correlationId));
        headers.add(CONTENT_TYPE);
        add(headers, event.trace());
        return headers;
    }

    private static void add(RecordHeaders headers, @Nullable Header header) {
        if (header != null) {
            headers.add(header);
        }
    }

    private static String time(Instant instant) {
        return DateTimeFormatter.ISO_INSTANT.format(instant);
    }

    private static Header header(String name, String value) {
        return new RecordHeader(name, value.getBytes(StandardCharsets.UTF_8));
    }

    private static Map<String, Object> settings(String stage, EngineSettings engine, KafkaAccess kafka) {
        Map<String, Object> settings = kafka.begin();
        settings.put(ProducerConfig.CLIENT_ID_CONFIG, engine.groupId(stage) + "-journal");
        settings.put(ProducerConfig.KEY_SERIALIZER_CLASS_CONFIG, ByteArraySerializer.class);
        settings.put(ProducerConfig.VALUE_SERIALIZER_CLASS_CONFIG, ByteArraySerializer.class);
        settings.put(ProducerConfig.ACKS_CONFIG, "all");
        settings.put(ProducerConfig.ENABLE_IDEMPOTENCE_CONFIG, true);
        settings.put(ProducerConfig.LINGER_MS_CONFIG, 1);
        settings.put(ProducerConfig.BATCH_SIZE_CONFIG, 1 << 16);
        settings.put(
                ProducerConfig.BUFFER_MEMORY_CONFIG, engine.producerBuffer().toBytes());
        settings.put(ProducerConfig.MAX_BLOCK_MS_CONFIG, MAX_BLOCK.toMillis());
        settings.put(ProducerConfig.REQUEST_TIMEOUT_MS_CONFIG, (int)
                engine.requestTimeout().toMillis());
        settings.put(ProducerConfig.DELIVERY_TIMEOUT_MS_CONFIG, (int)
                engine.deliveryTimeout().toMillis());
        settings.put(ProducerConfig.RECONNECT_BACKOFF_MAX_MS_CONFIG, 1_000);
        return settings;
    }
}
