package dev.gembourse.exactlyonce;

import java.sql.SQLException;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Consumer;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.common.TopicPartition;

/**
 * Cuts the records of a partition into batches and sees to it that one bad record does not hold up the others: a record that
 * cannot be decided is quarantined and its batch settled again without it; when a batch cannot be written, its records are
 * settled one by one to find out which of them is to blame.
 */
final class Batches<C, E> {

    /** Above this many records that cannot be decided it is cheaper to settle a batch one by one. */
    private static final int MAX_REPETITIONS = 3;
    /** So many records in a row that cannot be written are not the records' fault: the stage is broken. */
    private static final int MAX_UNWRITABLE = 10;

    private final EngineSettings settings;
    private final EngineMetrics metrics;
    private final Settlement<C, E> settlement;
    private final Isolation isolation;
    private int unwritable;

    Batches(Stage<C, E> stage, TopicPartition place, Resources resources, JournalTable journal) {
        this.settings = resources.settings();
        this.metrics = resources.metrics();
        this.settlement = new Settlement<>(stage, place.partition(), resources, journal);
        this.isolation = new Isolation(place.topic(), resources);
    }

    /** The records from the given place on, in portions that one transaction can settle. */
    List<List<ConsumerRecord<byte[], byte[]>>> slices(Progress at, List<ConsumerRecord<byte[], byte[]>> records) {
        int from = 0;
        while (from < records.size() && records.get(from).offset() < at.nextOffset()) {
            from++;
        }
        if (from > 0) {
            metrics.dropped(from);
        }
        List<List<ConsumerRecord<byte[], byte[]>>> slices = new ArrayList<>();
        long bytes = 0;
        for (int i = from; i < records.size(); i++) {
            ConsumerRecord<byte[], byte[]> record = records.get(i);
            long size = Math.max(0L, record.serializedKeySize()) + Math.max(0L, record.serializedValueSize());
            boolean full = i - from >= settings.maxBatchRecords()
                    || bytes + size > settings.maxBatchSize().toBytes();
            if (i > from && full) {
                slices.add(records.subList(from, i));
                from = i;
                bytes = 0;
            }
            bytes += size;
        }
        if (from < records.size()) {
            slices.add(records.subList(from, records.size()));
        }
        return slices;
    }

    /**
     * Settles a slice, in one transaction as long as nothing is wrong with it.
     *
     * @param committed is told after each commit
     */
    void settle(Progress at, List<ConsumerRecord<byte[], byte[]>> slice, Consumer<Settlement.Settled> committed)
            throws SQLException {
        isolation.begin(at);
        if (isolation.isActive() || unwritable > 0) {
            oneByOne(at, slice, committed);
            return;
        }
        Map<Long, Poison> poisons = new HashMap<>();
        while (poisons.size() <= MAX_REPETITIONS) {
            try {
                commit(at, slice, poisons, committed);
                return;
            } catch (PoisonRecord e) {
                forgetPoisoned();
                poisons.put(e.offset(), Poison.processingFailed(e.getCause()));
            } catch (PoisonBatch e) {
                forgetPoisoned();
                break;
            }
        }
        oneByOne(at, slice, committed);
    }

    /** Drops what the stage has cached. */
    void forget() {
        settlement.forget();
    }

    /** The partition is given back by a living process. */
    void withdraw(Progress at) throws SQLException {
        isolation.withdraw(at);
    }

    private void oneByOne(
            Progress from, List<ConsumerRecord<byte[], byte[]>> slice, Consumer<Settlement.Settled> committed)
            throws SQLException {
        Progress at = from;
        for (ConsumerRecord<byte[], byte[]> record : slice) {
            at = alone(at, record, committed);
        }
    }

    private Progress alone(Progress at, ConsumerRecord<byte[], byte[]> record, Consumer<Settlement.Settled> committed)
            throws SQLException {
        if (isolation.isActive() && !isolation.mayTry(at, record.offset())) {
            Poison died = new Poison(
                    Poison.PROCESS_DIED,
                    "the process has died " + settings.maxTries() + " times while it was processing this record alone");
            return quarantine(at, record, died, committed);
        }
        try {
            Progress after = commit(at, List.of(record), Map.of(), committed);
            unwritable = 0;
            return after;
        } catch (PoisonRecord e) {
            forgetPoisoned();
            return quarantine(at, record, Poison.processingFailed(e.getCause()), committed);
        } catch (PoisonBatch e) {
            forgetPoisoned();
            if (++unwritable > MAX_UNWRITABLE) {
                throw new IllegalStateException(
                        "expected the stage to write some record but it has failed at more than " + MAX_UNWRITABLE
                                + " in a row, at last with " + e.getCause(),
                        e.getCause());
            }
            return quarantine(at, record, Poison.processingFailed(e.getCause()), committed);
        }
    }

    private Progress quarantine(
            Progress at, ConsumerRecord<byte[], byte[]> record, Poison poison, Consumer<Settlement.Settled> committed)
            throws SQLException {
        return commit(at, List.of(record), Map.of(record.offset(), poison), committed);
    }

    private Progress commit(
            Progress at,
            List<ConsumerRecord<byte[], byte[]>> records,
            Map<Long, Poison> poisons,
            Consumer<Settlement.Settled> committed)
            throws SQLException {
        Settlement.Settled settled = settlement.settle(at, records, poisons, isolation.takeoversAfter(records.size()));
        isolation.committed(records.size());
        committed.accept(settled);
        return settled.progress();
    }

    private void forgetPoisoned() {
        metrics.fault(EngineMetrics.Fault.POISON);
        settlement.forget();
    }
}
