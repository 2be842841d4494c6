package dev.gembourse.exactlyonce;

import dev.gembourse.events.view.PartitionLagView;
import java.time.Duration;
import java.time.InstantSource;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;
import javax.sql.DataSource;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.admin.AdminClientConfig;
import org.apache.kafka.clients.consumer.ConsumerConfig;
import org.apache.kafka.clients.consumer.CooperativeStickyAssignor;
import org.apache.kafka.common.serialization.ByteArrayDeserializer;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.kafka.core.DefaultKafkaConsumerFactory;
import org.springframework.kafka.listener.ConcurrentMessageListenerContainer;
import org.springframework.kafka.listener.ContainerProperties;

/** Everything that lives from an engine's start to its stop. */
final class Running<C, E> implements AutoCloseable {

    private static final Logger LOG = LoggerFactory.getLogger(Running.class);

    private final Stage<C, E> stage;
    private final EngineSettings settings;
    private final Admin admin;
    private final Resources resources;
    private final Consumption<C, E> consumption;
    private final ConcurrentMessageListenerContainer<byte[], byte[]> container;
    private final Status<C, E> status;
    private final ScheduledExecutorService looking;

    Running(
            Stage<C, E> stage,
            EngineSettings settings,
            DataSource dataSource,
            InstantSource clock,
            SettlementSwitch settling,
            EngineMetrics metrics,
            Failpoints failpoints) {
        this.stage = stage;
        this.settings = settings;
        String topic = stage.input().topic();
        EventProducer producer = new EventProducer(stage, settings);
        this.admin = Admin.create(adminSettings());
        this.resources = new Resources(
                settings,
                dataSource,
                clock,
                new Fence(topic),
                new Quarantine(topic),
                producer,
                new Topics(admin, topic, producer.topics(), settings.requestTimeout()),
                settling,
                metrics,
                failpoints);
        this.consumption = new Consumption<>(stage, resources);
        this.container = container(topic);
        this.status = new Status<>(stage, resources, consumption);
        this.looking = Executors.newSingleThreadScheduledExecutor(
                Thread.ofPlatform().daemon().name("status-" + stage.name()).factory());
    }

    void begin() {
        container.start();
        long interval = settings.statusInterval().toMillis();
        var _ = looking.scheduleWithFixedDelay(this::look, 0, interval, TimeUnit.MILLISECONDS);
        LOG.info("{}: started with {} threads", stage.name(), settings.consumerThreads());
    }

    List<PartitionLagView> lag() {
        return status.lag();
    }

    TopicIdentity identity() throws Topics.Unreachable {
        return resources.topics().describe().identity();
    }

    /** An operator may have moved a partition's place: finds out at once. */
    void lookAgain() {
        status.look(Duration.ZERO);
    }

    EngineHealth health() {
        Map<Integer, PartitionState> partitions = new HashMap<>();
        String stopped = null;
        boolean paused = resources.settling().isOff();
        for (Map.Entry<Integer, PartitionWorker<C, E>> entry :
                consumption.workers().entrySet()) {
            PartitionState state = entry.getValue().state();
            partitions.put(entry.getKey(), paused && state == PartitionState.OK ? PartitionState.PAUSED : state);
            if (state == PartitionState.STOPPED || state == PartitionState.UNPOSITIONED) {
                stopped =
                        "partition " + entry.getKey() + ": " + entry.getValue().detail();
            }
        }
        Duration sinceLastPoll = consumption.sinceLastPoll();
        String dead = dead(sinceLastPoll);
        String reason = firstOf(dead, status.trouble(), stopped, joining());
        return new EngineHealth(dead == null, reason == null, sinceLastPoll, reason, partitions);
    }

    /** Lets the running batches finish, publishes the journal as far as possible, and gives everything back. */
    @Override
    public void close() {
        consumption.stopping();
        container.stop();
        looking.shutdownNow();
        status.close();
        resources.producer().close();
        admin.close(settings.requestTimeout());
        LOG.info("{}: stopped", stage.name());
    }

    private @Nullable String joining() {
        return consumption.hasJoined(settings.consumerThreads()) ? null : "the group has not told its partitions yet";
    }

    private @Nullable String dead(Duration sinceLastPoll) {
        if (!container.isRunning() || !container.isInExpectedState()) {
            return "a consumer thread has ended";
        }
        if (sinceLastPoll.compareTo(settings.aliveWithin()) > 0) {
            return "a consumer thread has not polled for " + sinceLastPoll.toSeconds() + " s";
        }
        return null;
    }

    private void look() {
        try {
            status.look(Duration.ZERO);
        } catch (RuntimeException e) {
            LOG.error("{}: looking at the partitions failed", stage.name(), e);
        }
    }

    private static @Nullable String firstOf(@Nullable String... reasons) {
        for (String reason : reasons) {
            if (reason != null) {
                return reason;
            }
        }
        return null;
    }

    private ConcurrentMessageListenerContainer<byte[], byte[]> container(String topic) {
        ContainerProperties properties = new ContainerProperties(topic);
        properties.setGroupId(settings.groupId(stage.name()));
        properties.setAckMode(ContainerProperties.AckMode.MANUAL);
        properties.setAssignmentCommitOption(ContainerProperties.AssignmentCommitOption.NEVER);
        properties.setPollTimeout(settings.pollTimeout().toMillis());
        properties.setShutdownTimeout(2 * settings.drainTimeout().toMillis());
        properties.setAuthExceptionRetryInterval(settings.retryBackOffMax());
        properties.setMicrometerEnabled(false);
        properties.setMessageListener(consumption);
        properties.setConsumerRebalanceListener(consumption);
        ConcurrentMessageListenerContainer<byte[], byte[]> made = new ConcurrentMessageListenerContainer<>(
                new DefaultKafkaConsumerFactory<byte[], byte[]>(consumerSettings()), properties);
        made.setBeanName("engine-" + stage.name());
        made.setConcurrency(settings.consumerThreads());
        made.setBatchInterceptor(consumption);
        made.setCommonErrorHandler(consumption);
        return made;
    }

    private Map<String, Object> consumerSettings() {
        Map<String, Object> client = new HashMap<>();
        client.put(ConsumerConfig.BOOTSTRAP_SERVERS_CONFIG, settings.bootstrapServers());
        client.put(ConsumerConfig.CLIENT_ID_CONFIG, settings.groupId(stage.name()));
        client.put(ConsumerConfig.KEY_DESERIALIZER_CLASS_CONFIG, ByteArrayDeserializer.class);
        client.put(ConsumerConfig.VALUE_DESERIALIZER_CLASS_CONFIG, ByteArrayDeserializer.class);
        client.put(ConsumerConfig.ENABLE_AUTO_COMMIT_CONFIG, false);
        client.put(ConsumerConfig.AUTO_OFFSET_RESET_CONFIG, "none");
        client.put(ConsumerConfig.ISOLATION_LEVEL_CONFIG, "read_committed");
        client.put(ConsumerConfig.ALLOW_AUTO_CREATE_TOPICS_CONFIG, false);
        client.put(ConsumerConfig.MAX_POLL_RECORDS_CONFIG, settings.maxBatchRecords());
        client.put(ConsumerConfig.METADATA_MAX_AGE_CONFIG, 30_000);
        client.put(ConsumerConfig.RECONNECT_BACKOFF_MAX_MS_CONFIG, 1_000);
        client.put(ConsumerConfig.DEFAULT_API_TIMEOUT_MS_CONFIG, (int)
                settings.requestTimeout().toMillis());
        client.put(ConsumerConfig.MAX_POLL_INTERVAL_MS_CONFIG, (int)
                settings.maxPollInterval().toMillis());
        client.put(ConsumerConfig.GROUP_PROTOCOL_CONFIG, settings.groupProtocol());
        if (settings.groupProtocol().equals("classic")) {
            int session = (int) settings.sessionTimeout().toMillis();
            client.put(ConsumerConfig.SESSION_TIMEOUT_MS_CONFIG, session);
            client.put(ConsumerConfig.HEARTBEAT_INTERVAL_MS_CONFIG, session / 4);
            client.put(ConsumerConfig.PARTITION_ASSIGNMENT_STRATEGY_CONFIG, CooperativeStickyAssignor.class.getName());
        }
        return client;
    }

    private Map<String, Object> adminSettings() {
        return Map.of(
                AdminClientConfig.BOOTSTRAP_SERVERS_CONFIG,
                settings.bootstrapServers(),
                AdminClientConfig.CLIENT_ID_CONFIG,
                settings.groupId(stage.name()) + "-admin",
                AdminClientConfig.REQUEST_TIMEOUT_MS_CONFIG,
                (int) settings.requestTimeout().toMillis(),
                AdminClientConfig.DEFAULT_API_TIMEOUT_MS_CONFIG,
                (int) settings.requestTimeout().toMillis());
    }
}
