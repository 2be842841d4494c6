package dev.gembourse.follow;

import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.function.Consumer;
import org.apache.kafka.clients.consumer.ConsumerConfig;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.consumer.ConsumerRecords;
import org.apache.kafka.clients.consumer.KafkaConsumer;
import org.apache.kafka.common.KafkaException;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.errors.InterruptException;
import org.apache.kafka.common.errors.WakeupException;
import org.apache.kafka.common.serialization.ByteArrayDeserializer;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Hands every record of a topic to a listener, in the order of each partition, on one daemon thread of its own.
 *
 * <p>When Kafka is away it goes on trying; where it has got to is kept in memory. A listener that throws is a bug: the record
 * is logged and passed over, for one bad record must not blind the instance. Records may be handed over again after a
 * reconnection, so listeners tell repeats by the journal position.
 */
public final class TopicFollower implements AutoCloseable {

    private static final Logger LOG = LoggerFactory.getLogger(TopicFollower.class);
    private static final Duration POLL = Duration.ofMillis(200);
    private static final int SILENT_POLLS = 15; // brokers answer every 100 ms when there is nothing
    private static final int MOST_RECORDS = 2_000;
    private static final Duration RETRY = Duration.ofMillis(500);

    /** Where following begins. */
    public enum From {
        BEGINNING,
        NOW
    }

    private final String topic;
    private final From from;
    private final Duration rest;
    private final Consumer<Followed> listener;
    private final Map<String, Object> settings;
    private final Thread thread;
    private final CountDownLatch positioned = new CountDownLatch(1);
    private final CountDownLatch caughtUp = new CountDownLatch(1);
    private final CountDownLatch stopped = new CountDownLatch(1);
    private volatile @Nullable KafkaConsumer<byte[], byte[]> current;
    private volatile boolean closed;
    private volatile boolean connected;

    /** Begins to follow at once. */
    public TopicFollower(String bootstrapServers, String topic, From from, Consumer<Followed> listener) {
        this(Map.of(ConsumerConfig.BOOTSTRAP_SERVERS_CONFIG, bootstrapServers), topic, from, listener);
    }

    /** Begins to follow at once, with the given Kafka client settings (at least the bootstrap servers). */
    public TopicFollower(Map<String, Object> kafka, String topic, From from, Consumer<Followed> listener) {
        this(kafka, topic, from, Duration.ZERO, listener);
    }

    /**
     * Begins to follow at once.
     *
     * @param rest how long not to ask for more after records have been handed over, once all that the topic held is read. A broker
     *     answers a request as soon as there is one record, so whoever need not hear of each at once spares both sides most requests
     */
    public TopicFollower(
            Map<String, Object> kafka, String topic, From from, Duration rest, Consumer<Followed> listener) {
        this.topic = topic;
        this.from = from;
        this.rest = rest;
        this.listener = listener;
        this.settings = new HashMap<>(kafka);
        settings.putAll(Map.of(
                ConsumerConfig.KEY_DESERIALIZER_CLASS_CONFIG,
                ByteArrayDeserializer.class,
                ConsumerConfig.VALUE_DESERIALIZER_CLASS_CONFIG,
                ByteArrayDeserializer.class,
                ConsumerConfig.ENABLE_AUTO_COMMIT_CONFIG,
                false,
                ConsumerConfig.AUTO_OFFSET_RESET_CONFIG,
                "earliest",
                ConsumerConfig.FETCH_MAX_WAIT_MS_CONFIG,
                100,
                ConsumerConfig.MAX_POLL_RECORDS_CONFIG,
                MOST_RECORDS,
                ConsumerConfig.ALLOW_AUTO_CREATE_TOPICS_CONFIG,
                false));
        this.thread = Thread.ofPlatform().daemon().name("follow-" + topic).start(this::run);
    }

    /** Waits until the place to begin at is fixed in every partition: what is published from then on will be seen. */
    public boolean awaitPositioned(Duration atMost) throws InterruptedException {
        return positioned.await(atMost.toMillis(), TimeUnit.MILLISECONDS);
    }

    /** Waits until all that the topic held when following began has been handed over. */
    public boolean awaitCaughtUp(Duration atMost) throws InterruptedException {
        return caughtUp.await(atMost.toMillis(), TimeUnit.MILLISECONDS);
    }

    public boolean isCaughtUp() {
        return caughtUp.getCount() == 0;
    }

    /** Whether Kafka has answered within the last seconds; with several brokers, one of them. */
    public boolean isConnected() {
        return connected && !closed;
    }

    /** Whether it follows, or goes on trying to. */
    public boolean isFollowing() {
        return stopped.getCount() > 0;
    }

    /** Stops following; returns when the listener will not be called any more, or after 5 seconds. */
    @Override
    public void close() {
        closed = true;
        KafkaConsumer<byte[], byte[]> consumer = current;
        if (consumer != null) {
            consumer.wakeup();
        }
        if (Thread.currentThread().equals(thread)) {
            return;
        }
        try {
            if (!stopped.await(5, TimeUnit.SECONDS)) {
                LOG.warn("following {} has not stopped within 5 s", topic);
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    private void run() {
        try (KafkaConsumer<byte[], byte[]> consumer = connect()) {
            if (consumer != null) {
                follow(consumer);
            }
        } finally {
            connected = false;
            stopped.countDown();
        }
    }

    /** A client; null when following ends before there is one. It cannot be made while no broker's name can be resolved. */
    private @Nullable KafkaConsumer<byte[], byte[]> connect() {
        while (!closed && !Thread.currentThread().isInterrupted()) {
            try {
                return new KafkaConsumer<>(settings);
            } catch (KafkaException e) {
                LOG.warn("following {} begins when Kafka can be reached: {}", topic, causeOf(e));
                pause(RETRY);
            }
        }
        return null;
    }

    private void follow(KafkaConsumer<byte[], byte[]> consumer) {
        current = consumer;
        Map<TopicPartition, Long> ends = null;
        double answers = 0;
        int silentPolls = 0;
        while (!closed) {
            try {
                if (ends == null) {
                    ends = position(consumer);
                }
                ConsumerRecords<byte[], byte[]> records = consumer.poll(POLL);
                // A poll fails for no outage: it returns nothing, as it does when there is nothing.
                double answersNow = records.isEmpty() ? answers(consumer) : answers;
                silentPolls = records.isEmpty() && answersNow == answers ? silentPolls + 1 : 0;
                answers = answersNow;
                connected = silentPolls < SILENT_POLLS;
                records.forEach(this::deliver);
                if (!isCaughtUp() && reached(consumer, ends)) {
                    caughtUp.countDown();
                }
                if (isCaughtUp() && !records.isEmpty() && records.count() < MOST_RECORDS) {
                    pause(rest);
                }
            } catch (WakeupException e) {
                // close() asks to look at 'closed' again
            } catch (InterruptException e) {
                return;
            } catch (KafkaException | IllegalStateException e) {
                connected = false;
                LOG.warn("following {} is interrupted and goes on when Kafka answers: {}", topic, e.toString());
                pause(RETRY);
            }
        }
    }

    private static Throwable causeOf(KafkaException e) {
        return e.getCause() == null ? e : e.getCause();
    }

    private Map<TopicPartition, Long> position(KafkaConsumer<byte[], byte[]> consumer) {
        List<TopicPartition> partitions = new ArrayList<>();
        consumer.partitionsFor(topic).forEach(info -> partitions.add(new TopicPartition(topic, info.partition())));
        if (partitions.isEmpty()) {
            throw new IllegalStateException("topic " + topic + " does not exist yet");
        }
        Map<TopicPartition, Long> ends = consumer.endOffsets(partitions);
        consumer.assign(partitions);
        if (from == From.BEGINNING) {
            consumer.seekToBeginning(partitions);
            partitions.forEach(consumer::position);
        } else {
            ends.forEach(consumer::seek);
        }
        positioned.countDown();
        return ends;
    }

    /** How often a broker has answered a request for records, with some or with none. */
    private static double answers(KafkaConsumer<byte[], byte[]> consumer) {
        return consumer.metrics().entrySet().stream()
                .filter(metric -> metric.getKey().name().equals("fetch-total")
                        && metric.getKey().group().equals("consumer-fetch-manager-metrics"))
                .mapToDouble(metric -> (Double) metric.getValue().metricValue())
                .sum();
    }

    private static boolean reached(KafkaConsumer<byte[], byte[]> consumer, Map<TopicPartition, Long> ends) {
        return ends.entrySet().stream().allMatch(end -> consumer.position(end.getKey()) >= end.getValue());
    }

    private void deliver(ConsumerRecord<byte[], byte[]> record) {
        try {
            listener.accept(new Followed(record));
        } catch (RuntimeException e) {
            LOG.error("passing over {}-{}@{}: the listener failed", topic, record.partition(), record.offset(), e);
        }
    }

    private static void pause(Duration time) {
        try {
            TimeUnit.NANOSECONDS.sleep(time.toNanos());
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }
}
