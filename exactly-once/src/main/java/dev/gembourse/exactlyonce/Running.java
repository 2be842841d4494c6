package dev.gembourse.exactlyonce;

import dev.gembourse.events.view.PartitionLagView;
import java.sql.SQLException;
import java.time.Duration;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import javax.sql.DataSource;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.consumer.ConsumerConfig;
import org.apache.kafka.common.KafkaException;
import org.apache.kafka.common.serialization.ByteArrayDeserializer;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.kafka.core.ConsumerFactory;
import org.springframework.kafka.core.DefaultKafkaConsumerFactory;

/** An engine from its start to its stop: the consumer threads and what they share. */
final class Running<C, E> {

    private static final Logger LOG = LoggerFactory.getLogger(Running.class);

    /**
     * Bytes. Kafka's client keeps so much of each partition that is behind in memory, for as long as its records wait for their turn; a
     * larger record comes all the same.
     */
    private static final int MOST_FETCHED_OF_PARTITION = 512 * 1_024;

    private final Stage<C, E> stage;
    private final Resources resources;
    private final Admin admin;
    private final Lag lag;
    private final List<ConsumerThread<C, E>> loops = new ArrayList<>();
    private final List<Thread> threads = new ArrayList<>();

    private Running(Stage<C, E> stage, Resources resources, Admin admin, ConsumerFactory<byte[], byte[]> consumers) {
        this.stage = stage;
        this.resources = resources;
        this.admin = admin;
        this.lag = new Lag(
                stage.name(),
                stage.input().topic(),
                resources,
                new FirstRecords(consumers, stage.name(), resources.settings().requestTimeout()));
        for (int i = 0; i < resources.settings().consumerThreads(); i++) {
            ConsumerThread<C, E> loop = new ConsumerThread<>(stage, resources, consumers, i);
            loops.add(loop);
            threads.add(Thread.ofPlatform().name("settle-" + loop.name()).start(loop));
        }
    }

    static <C, E> Running<C, E> start(
            Stage<C, E> stage,
            EngineSettings settings,
            KafkaAccess kafka,
            DataSource dataSource,
            InstantSource clock,
            EngineMetrics metrics,
            SettlementSwitch settling,
            Rush rush,
            Rush othersRush) {
        String input = stage.input().topic();
        EventProducer producer;
        Admin admin;
        try {
            producer = EventProducer.toBrokers(stage, settings, kafka);
            admin = Admin.create(kafka.begin());
        } catch (KafkaException e) {
            throw new CannotStart(kafka, e);
        }
        Resources resources = new Resources(
                settings,
                dataSource,
                clock,
                Timing.SYSTEM,
                new Fence(input),
                new Quarantine(input),
                producer,
                new Topics(admin, input, producer.topics(), settings.requestTimeout()),
                settling,
                metrics,
                Failpoints.ofProcess(stage.name(), settings.failpoints()),
                rush,
                othersRush,
                new Object());
        return new Running<>(
                stage, resources, admin, new DefaultKafkaConsumerFactory<>(consumer(stage.name(), settings, kafka)));
    }

    /** The workers of this instance's partitions, by partition. */
    Map<Integer, PartitionWorker<C, E>> workers() {
        Map<Integer, PartitionWorker<C, E>> workers = new HashMap<>();
        loops.forEach(loop -> loop.workers().forEach(worker -> workers.put(worker.partition(), worker)));
        return workers;
    }

    List<PartitionLagView> lag() {
        try {
            return lag.look(workers());
        } catch (SQLException | KafkaException e) {
            throw new LagUnknown(e);
        }
    }

    TopicIdentity identity() {
        try {
            return resources.topics().describe().identity();
        } catch (Topics.Unreachable e) {
            throw new IllegalStateException(e.getMessage(), e);
        }
    }

    EngineHealth health() {
        Duration longest = Duration.ZERO;
        String dead = null;
        boolean joined = true;
        for (ConsumerThread<C, E> loop : loops) {
            Duration since = loop.sinceLastPoll();
            longest = since.compareTo(longest) > 0 ? since : longest;
            joined &= loop.hasJoined();
            if (loop.stopReason() != null) {
                dead = loop.name() + " has ended: " + loop.stopReason();
            } else if (since.compareTo(resources.settings().aliveWithin()) > 0) {
                dead = loop.name() + " has not polled for " + since.toSeconds() + " s";
            }
        }
        Map<Integer, PartitionState> states = new HashMap<>();
        String unready = joined ? resources.topics().outage() : "the consumer group has not told its partitions yet";
        for (Map.Entry<Integer, PartitionWorker<C, E>> entry : workers().entrySet()) {
            PartitionState state = entry.getValue().state();
            states.put(
                    entry.getKey(),
                    state == PartitionState.OK && resources.settling().isOff() ? PartitionState.PAUSED : state);
            if (state != PartitionState.OK) {
                unready = stage.input().topic() + "-" + entry.getKey() + " " + state + ": "
                        + entry.getValue().detail();
            }
        }
        return new EngineHealth(dead == null, dead == null && unready == null, longest, firstOf(dead, unready), states);
    }

    void stop() {
        loops.forEach(ConsumerThread::stop);
        long deadline = System.nanoTime()
                + resources.settings().drainTimeout().multipliedBy(2).toNanos();
        try {
            for (Thread thread : threads) {
                if (!thread.join(Duration.ofNanos(Math.max(1, deadline - System.nanoTime())))) {
                    LOG.warn("{} has not ended in time; whatever it was doing is rolled back", thread.getName());
                }
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
        resources.producer().close();
        lag.close();
        admin.close(Duration.ofSeconds(1));
    }

    private static @Nullable String firstOf(@Nullable String one, @Nullable String other) {
        return one == null ? other : one;
    }

    private static Map<String, Object> consumer(String stage, EngineSettings settings, KafkaAccess kafka) {
        Map<String, Object> consumer = kafka.begin();
        consumer.put(ConsumerConfig.GROUP_ID_CONFIG, settings.groupId(stage));
        consumer.put(ConsumerConfig.CLIENT_ID_CONFIG, settings.groupId(stage));
        consumer.put(ConsumerConfig.KEY_DESERIALIZER_CLASS_CONFIG, ByteArrayDeserializer.class);
        consumer.put(ConsumerConfig.VALUE_DESERIALIZER_CLASS_CONFIG, ByteArrayDeserializer.class);
        consumer.put(ConsumerConfig.ENABLE_AUTO_COMMIT_CONFIG, false);
        consumer.put(ConsumerConfig.AUTO_OFFSET_RESET_CONFIG, "none");
        // What a producer has aborted was never said.
        consumer.put(ConsumerConfig.ISOLATION_LEVEL_CONFIG, "read_committed");
        consumer.put(ConsumerConfig.ALLOW_AUTO_CREATE_TOPICS_CONFIG, false);
        consumer.put(ConsumerConfig.MAX_POLL_RECORDS_CONFIG, settings.maxBatchRecords());
        consumer.put(ConsumerConfig.MAX_PARTITION_FETCH_BYTES_CONFIG, (int)
                Math.min(MOST_FETCHED_OF_PARTITION, settings.maxBatchSize().toBytes()));
        consumer.put(ConsumerConfig.MAX_POLL_INTERVAL_MS_CONFIG, (int)
                settings.maxPollInterval().toMillis());
        consumer.put(ConsumerConfig.GROUP_PROTOCOL_CONFIG, settings.groupProtocol());
        consumer.put(ConsumerConfig.DEFAULT_API_TIMEOUT_MS_CONFIG, (int)
                settings.requestTimeout().multipliedBy(2).toMillis());
        consumer.put(ConsumerConfig.REQUEST_TIMEOUT_MS_CONFIG, (int)
                settings.requestTimeout().toMillis());
        consumer.put(ConsumerConfig.FETCH_MAX_WAIT_MS_CONFIG, 100);
        consumer.put(ConsumerConfig.RECONNECT_BACKOFF_MAX_MS_CONFIG, 1_000);
        if (settings.groupProtocol().equals("classic")) {
            int session = (int) settings.sessionTimeout().toMillis();
            consumer.put(ConsumerConfig.SESSION_TIMEOUT_MS_CONFIG, session);
            consumer.put(ConsumerConfig.HEARTBEAT_INTERVAL_MS_CONFIG, session / 3);
            consumer.put(
                    ConsumerConfig.PARTITION_ASSIGNMENT_STRATEGY_CONFIG,
                    "org.apache.kafka.clients.consumer.CooperativeStickyAssignor");
        }
        return consumer;
    }
}
