package dev.gembourse.exactlyonce;

import java.time.Duration;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.apache.kafka.clients.consumer.Consumer;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.consumer.ConsumerRecords;
import org.apache.kafka.common.TopicPartition;

/** Lets a consumer thread rest between small batches, see {@link EngineSettings#longestRest}, and fetches what has come meanwhile. */
final class Gathering {

    private static final Duration GATHERED_COME_WITHIN = Duration.ofMillis(2);
    private static final int LARGE = 4; // a batch counts as large from this part of the largest on
    private static final int GIVING_WAY = 9; // so many times as long as a batch took

    /** What is to be done with the records of a partition that cannot be handed out after all. */
    interface PutBack {
        void readAgain(TopicPartition place);
    }

    private final Resources resources;
    private long nextBatchNanos;

    Gathering(Resources resources) {
        this.resources = resources;
        this.nextBatchNanos = resources.timing().nanos();
    }

    /** How long to rest before the next poll; zero or less for not at all. */
    Duration rest() {
        return Duration.ofNanos(nextBatchNanos - resources.timing().nanos());
    }

    /**
     * Polls, and once more after a rest: Kafka's client asks for more when it hands out what it has, and is answered when the
     * first record comes, so what it has after a while is little.
     */
    Map<TopicPartition, List<ConsumerRecord<byte[], byte[]>>> poll(
            Consumer<byte[], byte[]> consumer, boolean rested, PutBack putBack) {
        Map<TopicPartition, List<ConsumerRecord<byte[], byte[]>>> all = new LinkedHashMap<>();
        add(consumer.poll(resources.settings().pollTimeout()), all);
        if (!rested || all.isEmpty() || isLarge(count(all))) {
            return all;
        }
        try {
            add(consumer.poll(GATHERED_COME_WITHIN), all);
            return all;
        } catch (RuntimeException e) {
            all.keySet().forEach(putBack::readAgain);
            throw e;
        }
    }

    /**
     * The records of a poll have been settled since {@code beginNanos}, which decides when the next batch may begin: later while another
     * stage is in a rush to which this one gives way.
     */
    void settled(Map<TopicPartition, List<ConsumerRecord<byte[], byte[]>>> records, long beginNanos) {
        if (records.isEmpty()) {
            return;
        }
        long now = resources.timing().nanos();
        if (isLarge(count(records))) {
            resources.rush().goesOn(now);
        }
        long took = now - beginNanos;
        nextBatchNanos = beginNanos
                + (resources.othersRush().isOn(now) ? took + GIVING_WAY * took : interval(count(records), took));
    }

    private long interval(int records, long tookNanos) {
        EngineSettings settings = resources.settings();
        if (isLarge(records)) {
            return 0;
        }
        long rest = Math.min(tookNanos, settings.longestRest().toNanos());
        return Math.max(settings.batchInterval().toNanos(), tookNanos + rest);
    }

    private boolean isLarge(int records) {
        return records >= Math.max(2, resources.settings().maxBatchRecords() / LARGE);
    }

    private static void add(
            ConsumerRecords<byte[], byte[]> some, Map<TopicPartition, List<ConsumerRecord<byte[], byte[]>>> all) {
        for (TopicPartition place : some.partitions()) {
            all.computeIfAbsent(place, ignored -> new ArrayList<>()).addAll(some.records(place));
        }
    }

    private static int count(Map<TopicPartition, List<ConsumerRecord<byte[], byte[]>>> records) {
        return records.values().stream().mapToInt(List::size).sum();
    }
}
