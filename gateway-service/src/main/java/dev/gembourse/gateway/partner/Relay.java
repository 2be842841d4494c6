package dev.gembourse.gateway.partner;

import dev.gembourse.events.partner.PartnerName;
import dev.gembourse.gateway.kafka.KafkaSettings;
import java.time.Duration;
import java.util.ArrayDeque;
import java.util.Collection;
import java.util.Deque;
import java.util.HashMap;
import java.util.Map;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import org.apache.kafka.clients.consumer.CommitFailedException;
import org.apache.kafka.clients.consumer.Consumer;
import org.apache.kafka.clients.consumer.ConsumerConfig;
import org.apache.kafka.clients.consumer.ConsumerRebalanceListener;
import org.apache.kafka.clients.consumer.ConsumerRecords;
import org.apache.kafka.clients.consumer.KafkaConsumer;
import org.apache.kafka.clients.consumer.OffsetAndMetadata;
import org.apache.kafka.common.KafkaException;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.errors.InterruptException;
import org.apache.kafka.common.errors.RebalanceInProgressException;
import org.apache.kafka.common.errors.WakeupException;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.context.SmartLifecycle;
import org.springframework.stereotype.Component;

/**
 * Reads the topics of all partners on one thread of its own, in one group with all other gateways. A poll's offsets are committed when
 * all of its records are with Kafka again or in quarantine, so that each takes effect at least once, and by its operation id exactly once.
 * While something is away the partitions are paused and polling goes on.
 */
@Component
class Relay implements SmartLifecycle {

    static final String GROUP = "gembourse-partners";

    private static final Logger LOG = LoggerFactory.getLogger(Relay.class);
    private static final int SILENCE_OF_THE_DEAD = 6_000;
    private static final Duration POLL = Duration.ofSeconds(1);
    private static final Duration BRIEFLY = Duration.ofMillis(20);
    private static final Duration PAUSE = Duration.ofMillis(500);
    private static final Duration COMMIT_WITHIN = Duration.ofSeconds(5);
    private static final Duration DRAIN_WITHIN = Duration.ofSeconds(5);

    private final Map<String, Object> settings;
    private final Clerk clerk;
    private final RelayState state;
    private final Deque<Turn> turns = new ArrayDeque<>();
    private volatile CountDownLatch closing = new CountDownLatch(1);
    private volatile CountDownLatch ended = new CountDownLatch(1);
    private volatile @Nullable Consumer<byte[], byte[]> consumer;
    private volatile boolean running;
    private volatile long drainUntil = System.nanoTime();

    Relay(KafkaSettings kafka, PartnerSettings partners, Clerk clerk, RelayState state) {
        this.settings = settings(kafka, partners);
        this.clerk = clerk;
        this.state = state;
    }

    private static Map<String, Object> settings(KafkaSettings kafka, PartnerSettings partners) {
        Map<String, Object> settings = new HashMap<>(kafka.consumer());
        settings.put(ConsumerConfig.GROUP_ID_CONFIG, GROUP);
        settings.put(ConsumerConfig.AUTO_OFFSET_RESET_CONFIG, "earliest");
        settings.put(ConsumerConfig.ISOLATION_LEVEL_CONFIG, "read_committed");
        settings.put(
                ConsumerConfig.METADATA_MAX_AGE_CONFIG, partners.discovery().toMillis());
        settings.put(ConsumerConfig.MAX_POLL_RECORDS_CONFIG, partners.pollRecords());
        settings.put(ConsumerConfig.DEFAULT_API_TIMEOUT_MS_CONFIG, 10_000);
        if ("classic"
                .equals(settings.getOrDefault(
                        ConsumerConfig.GROUP_PROTOCOL_CONFIG, "classic"))) { // else the broker's to say
            settings.put(ConsumerConfig.SESSION_TIMEOUT_MS_CONFIG, SILENCE_OF_THE_DEAD);
            settings.put(ConsumerConfig.HEARTBEAT_INTERVAL_MS_CONFIG, SILENCE_OF_THE_DEAD / 3);
        }
        return settings;
    }

    @Override
    public void start() {
        running = true;
        closing = new CountDownLatch(1);
        ended = new CountDownLatch(1);
        Thread.ofPlatform().daemon().name("partners").start(this::run);
    }

    private void run() {
        try (Consumer<byte[], byte[]> connected = connect()) {
            if (connected != null) {
                state.began();
                turns.clear();
                consumer = connected;
                relay(connected);
            }
        } catch (InterruptException e) {
            LOG.warn("the relay of partners' records was interrupted");
        } finally {
            state.ended();
            ended.countDown();
        }
    }

    /** A client; null when the relay ends before there is one. It cannot be made while no broker's name can be resolved. */
    private @Nullable Consumer<byte[], byte[]> connect() {
        while (!isClosing()) {
            try {
                return new KafkaConsumer<>(settings);
            } catch (KafkaException e) {
                hold(e);
            }
        }
        return null;
    }

    private void relay(Consumer<byte[], byte[]> connected) {
        connected.subscribe(PartnerName.TOPICS, new PausedWhileBusy(connected));
        while (isGoingOn()) {
            try {
                poll(connected);
                if (goOn(connected)) {
                    state.goesOn();
                }
            } catch (WakeupException e) {
                // stop() asks to look at 'closing' again
            } catch (InterruptedException e) {
                Thread.currentThread().interrupt();
                return;
            } catch (InterruptException e) {
                return;
            } catch (RuntimeException e) { // whatever it is: the relay goes on with the same records
                hold(e);
            }
        }
    }

    private void poll(Consumer<byte[], byte[]> connected) {
        if (!isClosing()) {
            ConsumerRecords<byte[], byte[]> records = connected.poll(turns.isEmpty() ? POLL : BRIEFLY);
            if (!records.isEmpty()) {
                turns.add(new Turn(records));
            }
        }
    }

    /** Whether nothing is left to do, or something was done. */
    private boolean goOn(Consumer<byte[], byte[]> connected) throws InterruptedException {
        Turn turn = turns.peek();
        if (turn == null) {
            return true;
        }
        if (!isPaused(connected)) {
            connected.pause(connected.assignment());
        }
        if (!clerk.goOn(turn)) {
            return false;
        }
        commit(connected, turn.nextOffsets());
        turns.remove();
        state.done(turn);
        if (turns.isEmpty()) {
            connected.resume(connected.paused());
        }
        return true;
    }

    private static boolean isPaused(Consumer<byte[], byte[]> connected) {
        return connected.paused().size() == connected.assignment().size();
    }

    /** Of what is still ours: the others' new owners read it again. */
    private static void commit(Consumer<byte[], byte[]> connected, Map<TopicPartition, OffsetAndMetadata> offsets) {
        Map<TopicPartition, OffsetAndMetadata> ours = new HashMap<>(offsets);
        ours.keySet().retainAll(connected.assignment());
        try {
            connected.commitSync(ours, COMMIT_WITHIN);
        } catch (CommitFailedException | RebalanceInProgressException e) {
            LOG.info("partners' records are read again by whoever owns them now: {}", e.toString());
        }
    }

    /** Waits a little for what is away; not at all when the relay is to end. */
    private void hold(Exception why) {
        state.waitsFor(why);
        try {
            if (closing.await(PAUSE.toMillis(), TimeUnit.MILLISECONDS)) {
                TimeUnit.NANOSECONDS.sleep(BRIEFLY.toNanos());
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    private boolean isGoingOn() {
        return !isClosing() || (!turns.isEmpty() && System.nanoTime() - drainUntil < 0);
    }

    private boolean isClosing() {
        return closing.getCount() == 0 || Thread.currentThread().isInterrupted();
    }

    /** Ends when what was read is relayed and committed, or after a few seconds; then it is read again by another gateway. */
    @Override
    public void stop() {
        running = false;
        drainUntil = System.nanoTime() + DRAIN_WITHIN.toNanos();
        closing.countDown();
        Consumer<byte[], byte[]> connected = consumer;
        if (connected != null) {
            connected.wakeup();
        }
        try {
            if (!ended.await(2 * DRAIN_WITHIN.toSeconds(), TimeUnit.SECONDS)) {
                LOG.warn("the relay of partners' records has not ended in time");
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    @Override
    public boolean isRunning() {
        return running;
    }

    @Override
    public int getPhase() {
        return 1; // what it needs starts earlier and stops later
    }

    /** Keeps partitions that come while records are under way from being read. */
    private final class PausedWhileBusy implements ConsumerRebalanceListener {

        private final Consumer<byte[], byte[]> connected;

        PausedWhileBusy(Consumer<byte[], byte[]> connected) {
            this.connected = connected;
        }

        @Override
        public void onPartitionsAssigned(Collection<TopicPartition> partitions) {
            if (!turns.isEmpty()) {
                connected.pause(partitions);
            }
        }

        @Override
        public void onPartitionsRevoked(Collection<TopicPartition> partitions) {
            // what is under way goes on: to relay it twice does no harm
        }
    }
}
