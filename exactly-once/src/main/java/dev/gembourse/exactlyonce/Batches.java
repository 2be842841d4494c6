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
 * Divides a partition's records of a poll into slices and gets each of them settled, alone or as a share of a batch. Alone, records
 * that cannot be processed are found out, one by one where nothing else helps, and quarantined, so that their neighbours settle.
 */
final class Batches<C, E> {

    private final Settlement<C, E> settlement;
    private final Isolation isolation;
    private final Resources resources;

    Batches(Settlement<C, E> settlement, TopicPartition place, Resources resources) {
        this.settlement = settlement;
        this.isolation = new Isolation(place.topic(), resources);
        this.resources = resources;
    }

    /** The partition is given back by a process that is alive. */
    void withdraw(Progress at) throws SQLException {
        isolation.withdraw(at);
    }

    /** The records in slices of at most the configured number and size; one by one while a killer is looked for. */
    List<Slice> slices(Progress at, List<ConsumerRecord<byte[], byte[]>> records) throws SQLException {
        isolation.begin(at);
        int most = isolation.isActive() ? 1 : resources.settings().maxBatchRecords();
        long mostBytes = resources.settings().maxBatchSize().toBytes();
        List<Slice> slices = new ArrayList<>();
        int begin = 0;
        long bytes = 0;
        for (int i = 0; i < records.size(); i++) {
            long size = size(records.get(i));
            if (i > begin && (i - begin >= most || bytes + size > mostBytes)) {
                slices.add(new Slice(records.subList(begin, i), bytes));
                begin = i;
                bytes = 0;
            }
            bytes += size;
        }
        if (begin < records.size()) {
            slices.add(new Slice(records.subList(begin, records.size()), bytes));
        }
        return slices;
    }

    /** Whether a slice may be settled together with those of other partitions. */
    boolean mayShare() {
        return !isolation.isActive();
    }

    /** What a slice is of a batch that several partitions share. */
    Settlement.Share share(Progress at, Slice slice) {
        return new Settlement.Share(
                at,
                slice.records(),
                null,
                isolation.takeoversAfter(slice.records().size()));
    }

    /** The shared batch has been committed. */
    void committed(Slice slice) {
        isolation.committed(slice.records().size());
    }

    /**
     * Settles one slice alone.
     *
     * @param reached is told each place that has been committed, with the events to publish
     */
    void settleAlone(Progress at, Slice slice, Consumer<Settlement.Settled> reached) throws SQLException {
        if (!isolation.isActive()) {
            settleAlone(at, slice, null, reached);
            return;
        }
        synchronized (resources.trial()) {
            settleAlone(at, slice, verdict(at, slice.records().getFirst().offset()), reached);
        }
    }

    /**
     * One rule finds whatever cannot be processed: what fails is divided where it failed, or in the middle when that is not
     * known, and a record that fails alone is quarantined. So each record is decided twice or so, however many fail.
     */
    private void settleAlone(Progress at, Slice slice, @Nullable Poison verdict, Consumer<Settlement.Settled> reached)
            throws SQLException {
        Deque<Piece> left = new ArrayDeque<>(List.of(new Piece(slice.records(), verdict)));
        Progress reachedSoFar = at;
        while (!left.isEmpty()) {
            Piece piece = left.pop();
            try {
                reachedSoFar = commit(reachedSoFar, piece, reached);
            } catch (PoisonRecord e) {
                divide(piece, piece.indexOf(e.offset()), 1, e, left);
            } catch (PoisonBatch e) {
                divide(piece, piece.records().size() / 2, 0, e, left);
            }
        }
    }

    /** Records to settle together, or one to quarantine. */
    private record Piece(
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

    private Progress commit(Progress at, Piece piece, Consumer<Settlement.Settled> reached) throws SQLException {
        int size = piece.records().size();
        Settlement.Share share =
                new Settlement.Share(at, piece.records(), piece.poison(), isolation.takeoversAfter(size));
        Settlement.Settled settled = settlement.settle(List.of(share)).getFirst();
        isolation.committed(size);
        reached.accept(settled);
        return settled.progress();
    }

    /** Puts what is to be settled instead of the piece first: what stands before the index, so many records, and the rest. */
    private void divide(Piece piece, int index, int alone, RuntimeException failure, Deque<Piece> left) {
        List<ConsumerRecord<byte[], byte[]>> all = piece.records();
        if (all.size() > 1) {
            push(all.subList(index + alone, all.size()), left);
            push(all.subList(index, index + alone), left);
            push(all.subList(0, index), left);
        } else if (piece.poison() == null) {
            resources.metrics().fault(EngineMetrics.Fault.POISON);
            left.push(new Piece(all, Poison.processingFailed(failure.getCause())));
        } else {
            throw new IllegalStateException(
                    "expected the quarantined record at offset "
                            + all.getFirst().offset() + " not to be decided",
                    failure);
        }
    }

    private static void push(List<ConsumerRecord<byte[], byte[]>> records, Deque<Piece> left) {
        if (!records.isEmpty()) {
            left.push(new Piece(records, null));
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
