package dev.gembourse.exactlyonce;

import java.time.Duration;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.locks.LockSupport;
import org.apache.kafka.clients.consumer.Consumer;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.consumer.ConsumerRecords;
import org.apache.kafka.clients.consumer.LogTruncationException;
import org.apache.kafka.clients.consumer.OffsetAndMetadata;
import org.apache.kafka.clients.consumer.OffsetOutOfRangeException;
import org.apache.kafka.common.KafkaException;
import org.apache.kafka.common.TopicPartition;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.kafka.listener.BatchInterceptor;
import org.springframework.kafka.listener.BatchMessageListener;
import org.springframework.kafka.listener.CommonErrorHandler;
import org.springframework.kafka.listener.ConsumerAwareRebalanceListener;
import org.springframework.kafka.listener.MessageListenerContainer;
import org.springframework.kafka.support.Acknowledgment;

/**
 * Stands between the consumer threads of the container and the partitions' workers: hands each partition's records to its
 * worker, and before each poll lets every worker of the thread do what is due.
 *
 * <p>The workers belong to the thread that polls, for the consumer may be used there alone.
 */
final class Consumption<C, E>
        implements BatchMessageListener<byte[], byte[]>,
                BatchInterceptor<byte[], byte[]>,
                ConsumerAwareRebalanceListener,
                CommonErrorHandler {

    private static final Logger LOG = LoggerFactory.getLogger(Consumption.class);
    private static final Duration COMMIT_INTERVAL = Duration.ofSeconds(1);
    private static final Duration REBALANCE_DRAIN = Duration.ofSeconds(2);

    private final Stage<C, E> stage;
    private final Resources resources;
    private final List<PollingThread<C, E>> threads = new CopyOnWriteArrayList<>();
    private final ThreadLocal<PollingThread<C, E>> mine = ThreadLocal.withInitial(this::newThread);
    private volatile boolean stopping;

    Consumption(Stage<C, E> stage, Resources resources) {
        this.stage = stage;
        this.resources = resources;
    }

    /** What one consumer thread has. Others may read it. */
    static final class PollingThread<C, E> {

        private final Map<TopicPartition, PartitionWorker<C, E>> workers = new ConcurrentHashMap<>();
        private final Map<TopicPartition, Long> committedToKafka = new HashMap<>();
        private volatile long polledNanos = System.nanoTime();
        private volatile boolean joined;
        private long commitNanos = System.nanoTime();
    }

    /** The workers of all threads, by partition. */
    Map<Integer, PartitionWorker<C, E>> workers() {
        Map<Integer, PartitionWorker<C, E>> all = new HashMap<>();
        threads.forEach(thread -> thread.workers.forEach((place, worker) -> all.put(place.partition(), worker)));
        return all;
    }

    /** The time since the last poll of the thread that has not polled for longest. */
    Duration sinceLastPoll() {
        long now = System.nanoTime();
        return Duration.ofNanos(threads.stream()
                .mapToLong(thread -> now - thread.polledNanos)
                .max()
                .orElse(0));
    }

    /** Whether the group has told each of so many threads its partitions, be they none. */
    boolean hasJoined(int number) {
        return threads.size() >= number && threads.stream().allMatch(thread -> thread.joined);
    }

    /** From now on partitions are given back for good: their journals are published as far as possible. */
    void stopping() {
        stopping = true;
    }

    @Override
    public void setupThreadState(Consumer<?, ?> consumer) {
        PollingThread<C, E> thread = mine.get();
        boolean answering = true;
        for (PartitionWorker<C, E> worker : thread.workers.values()) {
            answering &= worker.tend(consumer, answering);
        }
        commitToKafka(consumer, thread);
        thread.joined = thread.joined || consumer.groupMetadata().generationId() > 0;
        thread.polledNanos = System.nanoTime();
    }

    @Override
    public ConsumerRecords<byte[], byte[]> intercept(
            ConsumerRecords<byte[], byte[]> records, Consumer<byte[], byte[]> consumer) {
        return records;
    }

    @Override
    public boolean wantsPollResult() {
        return true;
    }

    @Override
    public void onMessage(
            ConsumerRecords<byte[], byte[]> records,
            @Nullable Acknowledgment acknowledgment,
            Consumer<byte[], byte[]> consumer) {
        PollingThread<C, E> thread = mine.get();
        for (TopicPartition place : records.partitions()) {
            PartitionWorker<C, E> worker = thread.workers.get(place);
            if (worker != null) {
                worker.process(consumer, records.records(place));
            }
        }
    }

    @Override
    public void onMessage(List<ConsumerRecord<byte[], byte[]>> records) {
        throw new IllegalStateException("expected the container to hand over the result of the poll");
    }

    @Override
    public void onPartitionsAssigned(Consumer<?, ?> consumer, Collection<TopicPartition> partitions) {
        PollingThread<C, E> thread = mine.get();
        for (TopicPartition place : partitions) {
            PartitionWorker<C, E> worker = new PartitionWorker<>(stage, place, resources);
            worker.park(consumer);
            thread.workers.put(place, worker);
        }
        LOG.info("{}: assigned {}", stage.name(), partitions);
    }

    @Override
    public void onPartitionsRevokedBeforeCommit(Consumer<?, ?> consumer, Collection<TopicPartition> partitions) {
        Map<TopicPartition, OffsetAndMetadata> offsets = uncommitted(mine.get());
        offsets.keySet().retainAll(partitions);
        giveBack(partitions, stopping ? resources.settings().drainTimeout() : REBALANCE_DRAIN);
        try {
            consumer.commitSync(offsets, COMMIT_INTERVAL);
        } catch (KafkaException e) {
            LOG.debug("{}: offsets were not committed to Kafka", stage.name(), e);
        }
    }

    @Override
    public void onPartitionsLost(Consumer<?, ?> consumer, Collection<TopicPartition> partitions) {
        giveBack(partitions, Duration.ZERO);
    }

    @Override
    public void handleOtherException(
            Exception thrown, Consumer<?, ?> consumer, MessageListenerContainer container, boolean batchListener) {
        if (thrown instanceof OffsetOutOfRangeException e) {
            boolean truncated = e instanceof LogTruncationException;
            for (TopicPartition place : e.partitions()) {
                positionLost(consumer, place, e, truncated);
            }
        } else {
            LOG.warn("{}: polling failed and goes on", stage.name(), thrown);
            LockSupport.parkNanos(resources.settings().retryBackOff().toNanos());
        }
    }

    @Override
    public <K, V> ConsumerRecords<K, V> handleBatchAndReturnRemaining(
            Exception thrown,
            ConsumerRecords<?, ?> data,
            Consumer<?, ?> consumer,
            MessageListenerContainer container,
            Runnable invokeListener) {
        LOG.error("{}: a bug in the engine; the records are read again", stage.name(), thrown);
        data.partitions().forEach(place -> {
            PartitionWorker<C, E> worker = mine.get().workers.get(place);
            if (worker != null) {
                worker.lookAgain();
            }
        });
        return ConsumerRecords.empty();
    }

    private void positionLost(Consumer<?, ?> consumer, TopicPartition place, KafkaException e, boolean truncated) {
        PartitionWorker<C, E> worker = mine.get().workers.get(place);
        if (worker != null) {
            worker.positionLost(e, truncated);
            worker.park(consumer);
        }
    }

    private void giveBack(Collection<TopicPartition> partitions, Duration drain) {
        PollingThread<C, E> thread = mine.get();
        long deadline = System.nanoTime() + drain.toNanos();
        for (TopicPartition place : partitions) {
            PartitionWorker<C, E> worker = thread.workers.remove(place);
            thread.committedToKafka.remove(place);
            if (worker != null) {
                worker.release(Duration.ofNanos(Math.max(0, deadline - System.nanoTime())));
            }
        }
    }

    /** So that ordinary tools see the lag; nobody reads these offsets here, and failure does not matter. */
    private void commitToKafka(Consumer<?, ?> consumer, PollingThread<C, E> thread) {
        if (System.nanoTime() - thread.commitNanos < COMMIT_INTERVAL.toNanos()) {
            return;
        }
        thread.commitNanos = System.nanoTime();
        Map<TopicPartition, OffsetAndMetadata> offsets = uncommitted(thread);
        if (!offsets.isEmpty()) {
            consumer.commitAsync(offsets, (ignored, e) -> {
                if (e != null) {
                    LOG.debug("{}: offsets were not committed to Kafka", stage.name(), e);
                }
            });
        }
    }

    private static <C, E> Map<TopicPartition, OffsetAndMetadata> uncommitted(PollingThread<C, E> thread) {
        Map<TopicPartition, OffsetAndMetadata> offsets = new HashMap<>();
        thread.workers.forEach((place, worker) -> {
            Progress at = worker.progress();
            Long known = thread.committedToKafka.get(place);
            if (at != null && (known == null || known != at.nextOffset())) {
                offsets.put(place, new OffsetAndMetadata(at.nextOffset()));
                thread.committedToKafka.put(place, at.nextOffset());
            }
        });
        return offsets;
    }

    private PollingThread<C, E> newThread() {
        PollingThread<C, E> thread = new PollingThread<>();
        threads.add(thread);
        return thread;
    }
}
