package dev.gembourse.bench.invariant;

import dev.gembourse.events.value.StreamPosition;
import dev.gembourse.events.wire.Contract;
import dev.gembourse.events.wire.Headers;
import dev.gembourse.events.wire.UnreadableMessage;
import java.util.Iterator;
import java.util.Map;
import java.util.NoSuchElementException;
import java.util.Optional;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.jspecify.annotations.Nullable;

/**
 * A published journal as its consumers read it: the next sequence number and nothing else; repeats, and what comes too early,
 * are passed over.
 */
final class JournalLog<E> implements Iterator<JournalLog.Entry<E>>, AutoCloseable {

    /** An event in its place. */
    record Entry<E>(StreamPosition position, E event) {}

    private final PartitionLog log;
    private final Contract<E> contract;
    private long last;
    private @Nullable Entry<E> next;

    JournalLog(Map<String, Object> kafka, Contract<E> contract, int partition) {
        this.log = new PartitionLog(kafka, contract.topic(), partition);
        this.contract = contract;
    }

    /** The sequence number of the last event that was read. */
    long last() {
        return last;
    }

    @Override
    public boolean hasNext() {
        while (next == null && log.hasNext()) {
            ConsumerRecord<byte[], byte[]> event = log.next();
            StreamPosition position = PartitionLog.journalPosition(event);
            if (position.index() == last + 1) {
                last++;
                next = new Entry<>(position, read(event));
            }
        }
        return next != null;
    }

    @Override
    public Entry<E> next() {
        if (!hasNext()) {
            throw new NoSuchElementException("no event after " + last);
        }
        Entry<E> entry = Optional.ofNullable(next).orElseThrow();
        next = null;
        return entry;
    }

    private E read(ConsumerRecord<byte[], byte[]> event) {
        try {
            return contract.read(PartitionLog.key(event), PartitionLog.header(event, Headers.TYPE), event.value());
        } catch (UnreadableMessage e) {
            throw new IllegalStateException(
                    "expected a readable event at offset " + event.offset() + " of " + event.topic(), e);
        }
    }

    @Override
    public void close() {
        log.close();
    }
}
