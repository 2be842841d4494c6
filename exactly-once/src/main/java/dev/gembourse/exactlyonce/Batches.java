package dev.gembourse.exactlyonce;

import java.sql.SQLException;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.List;
import java.util.function.Consumer;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.header.Header;
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
        if (!isolation.isActive()) {
            return settle(at, slice, null, publication, reached);
        }
        synchronized (resources.trial()) {
            return settle(at, slice, verdict(at, slice.getFirst().offset()), publication, reached);
        }
    }

    /**
     * One rule finds whatever cannot be processed: what fails is divided where it failed, or in the middle when that is not
     * known, and a record that fails alone is quarantined. So each record is decided twice or so, however many fail.
     */
    private Progress settle(
            Progress at,
            List<ConsumerRecord<byte[], byte[]>> slice,
            @Nullable Poison verdict,
            Publication publication,
            Consumer<Progress> reached)
            throws SQLException {
        Deque<Part> left = new ArrayDeque<>(List.of(new Part(slice, verdict)));
        Progress reachedSoFar = at;
        while (!left.isEmpty()) {
            Part part = left.pop();
            try {
                reachedSoFar = commit(reachedSoFar, part, publication, reached);
            } catch (PoisonRecord e) {
                divide(part, part.indexOf(e.offset()), 1, e, left);
            } catch (PoisonBatch e) {
                divide(part, part.records().size() / 2, 0, e, left);
            }
        }
        return reachedSoFar;
    }

    /** Records to settle together, or one to quarantine. */
    private record Part(
            List<ConsumerRecord<byte[], byte[]>> records,
            @Nullable Poison poison) {

        int indexOf(long offset) {
            int index = 0;
            while (records.get(index).offset() != offset) {
                index++;
            }
            return index;
        }
    }

    private Progress commit(Progress at, Part part, Publication publication, Consumer<Progress> reached)
            throws SQLException {
        int size = part.records().size();
        Settlement.Settled settled =
                settlement.settle(at, part.records(), part.poison(), isolation.takeoversAfter(size));
        isolation.committed(size);
        reached.accept(settled.progress());
        publication.committed(settled.events());
        return settled.progress();
    }

    /** Puts what is to be settled instead of the part first: what stands before the index, so many records, and the rest. */
    private void divide(Part part, int index, int alone, RuntimeException failure, Deque<Part> left) {
        settlement.forget();
        List<ConsumerRecord<byte[], byte[]>> all = part.records();
        if (all.size() > 1) {
            push(all.subList(index + alone, all.size()), left);
            push(all.subList(index, index + alone), left);
            push(all.subList(0, index), left);
        } else if (part.poison() == null) {
            resources.metrics().fault(EngineMetrics.Fault.POISON);
            left.push(new Part(all, Poison.processingFailed(failure.getCause())));
        } else {
            throw new IllegalStateException(
                    "expected the quarantined record at offset "
                            + all.getFirst().offset() + " not to be decided",
                    failure);
        }
    }

    private static void push(List<ConsumerRecord<byte[], byte[]>> records, Deque<Part> left) {
        if (!records.isEmpty()) {
            left.push(new Part(records, null));
        }
    }

    private @Nullable Poison verdict(Progress at, long offset) throws SQLException {
        if (offset < at.nextOffset() || isolation.mayTry(at, offset)) {
            return null;
        }
        return new Poison(
                Poison.PROCESS_DIED,
                "expected the record to be processed but the process died %d times while it was tried alone"
                        .formatted(resources.settings().maxTries()));
    }

    private static long size(ConsumerRecord<byte[], byte[]> record) {
        long size = Math.max(0L, record.serializedKeySize()) + Math.max(0L, record.serializedValueSize());
        for (Header header : record.headers()) {
            size += header.key().length() + (header.value() == null ? 0L : header.value().length);
        }
        return size;
    }
}
