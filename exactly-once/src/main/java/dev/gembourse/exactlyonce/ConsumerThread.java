package dev.gembourse.exactlyonce;

import java.time.Duration;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.stream.Collectors;
import org.apache.kafka.clients.consumer.Consumer;
import org.apache.kafka.clients.consumer.ConsumerRebalanceListener;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.consumer.LogTruncationException;
import org.apache.kafka.clients.consumer.OffsetAndMetadata;
import org.apache.kafka.clients.consumer.OffsetOutOfRangeException;
import org.apache.kafka.common.KafkaException;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.errors.InterruptException;
import org.apache.kafka.common.errors.WakeupException;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.kafka.core.ConsumerFactory;

/**
 * One thread that polls and lets each partition it has been given be settled by a {@link PartitionWorker}.
 *
 * <p>It never stops polling for long: what is away is paused and looked at again between polls. An error of Kafka's client
 * makes it begin anew with a new client. Only an {@link Error} ends it, and then it says so in its {@link #stopReason}.
 */
final class ConsumerThread<C, E> implements Runnable, ConsumerRebalanceListener {

    private static final Logger LOG = LoggerFactory.getLogger(ConsumerThread.class);
    private static final Duration REVOKED_DRAIN = Duration.ofSeconds(2);
    private static final Duration BACK_OFF_LOOK = Duration.ofMillis(20);
    private static final Duration SHOW_INTERVAL = Duration.ofSeconds(1);

    private final Stage<C, E> stage;
    private final Resources resources;
    private final ConsumerFactory<byte[], byte[]> consumers;
    private final String name;
    private final Settlement<C, E> settlement;
    private final Turn<C, E> turn;
    private final Gathering gathering;
    private final Map<TopicPartition, PartitionWorker<C, E>> workers = new ConcurrentHashMap<>();
    private final Set<TopicPartition> notShown = new HashSet<>();
    private final BackOff backOff;
    private volatile @Nullable Consumer<byte[], byte[]> consumer;
    private volatile boolean stopping;
    private volatile boolean joined;
    private volatile long polledNanos;
    private long shownNanos;
    private volatile @Nullable String stopReason;

    ConsumerThread(Stage<C, E> stage, Resources resources, ConsumerFactory<byte[], byte[]> consumers, int number) {
        this.stage = stage;
        this.resources = resources;
        this.consumers = consumers;
        this.name = stage.name() + "-" + number;
        this.settlement = new Settlement<>(stage, resources);
        this.turn = new Turn<>(settlement, resources);
        this.gathering = new Gathering(resources);
        this.backOff = new BackOff(resources.settings(), resources.timing());
        this.polledNanos = resources.timing().nanos();
        this.shownNanos = polledNanos;
    }

    String name() {
        return name;
    }

    /** The workers of the partitions that this thread has been given. */
    Collection<PartitionWorker<C, E>> workers() {
        return List.copyOf(workers.values());
    }

    Duration sinceLastPoll() {
        return Duration.ofNanos(resources.timing().nanos() - polledNanos);
    }

    /** Whether the group has told this thread its partitions, be they none. */
    boolean hasJoined() {
        return joined;
    }

    /** Why the thread has ended against its will; null while it runs. */
    @Nullable
    String stopReason() {
        return stopReason;
    }

    /** Asks the thread to give its partitions back and end. */
    void stop() {
        stopping = true;
        Consumer<byte[], byte[]> mine = consumer;
        if (mine != null) {
            mine.wakeup();
        }
    }

    @Override
    public void run() {
        try {
            while (!stopping) {
                live();
            }
        } catch (InterruptException e) {
            stopReason = "interrupted";
        } catch (Throwable e) {
            stopReason = e.toString();
            LOG.error("{}: the consumer thread ends: only a restart of the process helps", name, e);
            throw e;
        }
    }

    /** The life of one Kafka client. */
    private void live() {
        try (Consumer<byte[], byte[]> mine = consumers.createConsumer(null, null, "-" + name)) {
            consumer = mine;
            try {
                mine.subscribe(List.of(stage.input().topic()), this);
                while (!stopping) {
                    turn(mine);
                }
            } catch (Error e) {
                // As if the process had died here: what was counted against the records under way stays counted.
                workers.clear();
                throw e;
            } finally {
                release(resources.settings().drainTimeout());
                consumer = null;
            }
        } catch (WakeupException e) {
            LOG.debug("{}: woken up", name);
        } catch (InterruptException e) {
            throw e;
        } catch (KafkaException | IllegalStateException e) {
            LOG.warn("{}: beginning anew with another Kafka client after {}", name, e.toString(), e);
            backOff.failed();
            waitForBackOff();
        }
    }

    private void turn(Consumer<byte[], byte[]> mine) {
        resources.topics().glance();
        boolean answered = true;
        for (PartitionWorker<C, E> worker : workers.values()) {
            answered &= worker.tend(mine, answered);
        }
        boolean rested = !stopping && sleep(gathering.rest());
        polledNanos = resources.timing().nanos();
        try {
            Map<TopicPartition, List<ConsumerRecord<byte[], byte[]>>> records =
                    gathering.poll(mine, rested, place -> readAgain(mine, place));
            long begin = resources.timing().nanos();
            List<PartitionWorker<C, E>> busy = new ArrayList<>();
            records.forEach((place, some) -> {
                PartitionWorker<C, E> worker = workers.get(place);
                if (worker != null) {
                    worker.receive(mine, some);
                    busy.add(worker);
                }
            });
            turn.settle(mine, busy);
            gathering.settled(records, begin);
            notShown.addAll(records.keySet());
            showInKafka(mine);
            backOff.succeeded();
        } catch (LogTruncationException e) {
            lost(e.partitions(), e, true);
        } catch (OffsetOutOfRangeException e) {
            lost(e.partitions(), e, false);
        }
    }

    private void readAgain(Consumer<byte[], byte[]> mine, TopicPartition place) {
        PartitionWorker<C, E> worker = workers.get(place);
        if (worker != null) {
            worker.putBack(mine);
        }
    }

    private void lost(Set<TopicPartition> places, KafkaException cause, boolean truncated) {
        for (TopicPartition place : places) {
            PartitionWorker<C, E> worker = workers.get(place);
            if (worker != null) {
                worker.positionLost(cause, truncated);
            }
        }
    }

    /** So that ordinary tools show the lag; now and then, since it costs the brokers a write. Nothing depends on it. */
    private void showInKafka(Consumer<byte[], byte[]> mine) {
        if (notShown.isEmpty() || polledNanos - shownNanos < SHOW_INTERVAL.toNanos()) {
            return;
        }
        Map<TopicPartition, OffsetAndMetadata> offsets = notShown.stream()
                .flatMap(place -> Optional.ofNullable(workers.get(place)).stream()
                        .map(PartitionWorker::progress)
                        .flatMap(progress -> Optional.ofNullable(progress).stream())
                        .map(progress -> Map.entry(
                                place,
                                new OffsetAndMetadata(
                                        progress.nextOffset(), Optional.ofNullable(progress.leaderEpoch()), ""))))
                .collect(Collectors.toMap(Map.Entry::getKey, Map.Entry::getValue));
        notShown.clear();
        shownNanos = polledNanos;
        mine.commitAsync(offsets, (ignored, failure) -> {
            if (failure != null) {
                LOG.debug("{}: offsets for tools were not committed", name, failure);
            }
        });
    }

    @Override
    public void onPartitionsAssigned(Collection<TopicPartition> places) {
        Consumer<byte[], byte[]> mine = consumer;
        for (TopicPartition place : places) {
            PartitionWorker<C, E> worker = new PartitionWorker<>(settlement, place, resources);
            if (mine != null) {
                worker.assigned(mine);
            }
            workers.put(place, worker);
        }
        joined = true;
    }

    @Override
    public void onPartitionsRevoked(Collection<TopicPartition> places) {
        settlement.forget();
        for (TopicPartition place : places) {
            PartitionWorker<C, E> worker = workers.remove(place);
            if (worker != null) {
                worker.release(REVOKED_DRAIN);
            }
        }
    }

    /** Somebody else may own them by now: nothing is written for them any more. */
    @Override
    public void onPartitionsLost(Collection<TopicPartition> places) {
        LOG.warn("{}: lost {}", name, places);
        settlement.forget();
        workers.keySet().removeAll(Set.copyOf(places));
    }

    private void release(Duration drain) {
        long deadline = resources.timing().nanos() + drain.toNanos();
        try {
            workers.values()
                    .forEach(worker -> worker.release(Duration.ofNanos(
                            Math.max(0, deadline - resources.timing().nanos()))));
        } finally {
            workers.clear(); // the next client has partitions of its own
            settlement.forget();
            notShown.clear();
            joined = false;
        }
    }

    private void waitForBackOff() {
        while (!stopping && !backOff.isDue()) {
            var _ = sleep(BACK_OFF_LOOK);
            polledNanos = resources.timing().nanos();
        }
    }

    /** Returns whether there was time to sleep. */
    private boolean sleep(Duration time) {
        if (!time.isPositive()) {
            return false;
        }
        try {
            resources.timing().sleep(time);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            stopping = true;
        }
        return true;
    }
}
