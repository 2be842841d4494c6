package dev.gembourse.exactlyonce;

import java.sql.SQLException;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Consumer;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.common.TopicPartition;
import org.jspecify.annotations.Nullable;

/**
 * Divides the records of a poll into batches and gets each of them settled: records that cannot be processed are found out,
 * one by one where nothing else helps, and quarantined, so that their neighbours settle.
 */
final class Batches<C, E> {

    private final Settlement<C, E> settlement;
    private final Isolation isolation;
    private final Resources resources;

    Batches(Stage<C, E> stage, TopicPartition place, Resources resources, JournalTable journal) {
        this.settlement = new Settlement<>(stage, place.partition(), resources, journal);
        this.isolation = new Isolation(place.topic(), resources);
        this.resources = resources;
    }

    /** Drops all that is cached. */
    void forget() {
        settlement.forget();
    }

    /** The partition is given back by a process that is alive. */
    void withdraw(Progress at) throws SQLException {
        isolation.withdraw(at);
    }

    /** The records in batches of at most the configured number and size; one by one while a killer is looked for. */
    List<List<ConsumerRecord<byte[], byte[]>>> slices(Progress at, List<ConsumerRecord<byte[], byte[]>> records)
            throws SQLException {
        isolation.begin(at);
        int most = isolation.isActive() ? 1 : resources.settings().maxBatchRecords();
        long mostBytes = resources.settings().maxBatchSize().toBytes();
        List<List<ConsumerRecord<byte[], byte[]>>> slices = new ArrayList<>();
        int begin = 0;
        long bytes = 0;
        for (int i = 0; i < records.size(); i++) {
            long size = size(records.get(i));
            if (i > begin && (i - begin >= most || bytes + size > mostBytes)) {
                slices.add(records.subList(begin, i));
                begin = i;
                bytes = 0;
            }
            bytes += size;
        }
        if (begin < records.size()) {
            slices.add(records.subList(begin, records.size()));
        }
        return slices;
    }

    /**
     * Settles one slice and hands its events to publication.
     *
     * @param reached is told each place that has been committed
     * @return the place after the slice
     */
    Progress settle(
            Progress at,
            List<ConsumerRecord<byte[], byte[]>> slice,
            Publication publication,
            Consumer<Progress> reached)
            throws SQLException {
        Map<Long, Poison> poisons = new HashMap<>();
        if (isolation.isActive()) {
            suspect(at, slice.getFirst().offset(), poisons);
        }
        return settle(at, slice, poisons, publication, reached);
    }

    private Progress settle(
            Progress at,
            List<ConsumerRecord<byte[], byte[]>> slice,
            Map<Long, Poison> poisons,
            Publication publication,
            Consumer<Progress> reached)
            throws SQLException {
        while (true) {
            try {
                Settlement.Settled settled =
                        settlement.settle(at, slice, poisons, isolation.takeoversAfter(slice.size()));
                isolation.committed(slice.size());
                reached.accept(settled.progress());
                publication.committed(settled.events());
                return settled.progress();
            } catch (PoisonRecord e) {
                poisoned(e.offset(), e.getCause(), poisons);
            } catch (PoisonBatch e) {
                if (slice.size() > 1) {
                    settlement.forget();
                    int half = slice.size() / 2;
                    Progress between = settle(at, slice.subList(0, half), poisons, publication, reached);
                    return settle(between, slice.subList(half, slice.size()), poisons, publication, reached);
                }
                poisoned(slice.getFirst().offset(), e.getCause(), poisons);
            }
        }
    }

    private void poisoned(long offset, @Nullable Throwable cause, Map<Long, Poison> poisons) {
        resources.metrics().fault(EngineMetrics.Fault.POISON);
        settlement.forget();
        if (poisons.put(offset, Poison.processingFailed(cause)) != null) {
            throw new IllegalStateException(
                    "expected the quarantined record at offset " + offset + " not to be decided");
        }
    }

    private void suspect(Progress at, long offset, Map<Long, Poison> poisons) throws SQLException {
        if (offset >= at.nextOffset() && !isolation.mayTry(at, offset)) {
            poisons.put(
                    offset,
                    new Poison(
                            Poison.PROCESS_DIED,
                            "expected the record to be processed but the process died %d times while it was tried alone"
                                    .formatted(resources.settings().maxTries())));
        }
    }

    private static long size(ConsumerRecord<byte[], byte[]> record) {
        return Math.max(0L, record.serializedKeySize()) + Math.max(0L, record.serializedValueSize());
    }
}
