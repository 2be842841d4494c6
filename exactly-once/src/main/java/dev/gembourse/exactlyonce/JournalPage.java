package dev.gembourse.exactlyonce;

import dev.gembourse.events.value.StreamPosition;
import dev.gembourse.events.wire.Contract;
import dev.gembourse.events.wire.Message;
import java.security.MessageDigest;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import org.apache.kafka.common.header.Header;
import org.jspecify.annotations.Nullable;

/** What one batch appends to a partition's journal. The sequence numbers are sure since the batch has locked the fence. */
final class JournalPage<E> implements Journal<E> {

    private final @Nullable Contract<E> contract;
    private final int partition;
    private final Instant now;
    private final List<JournalEvent> events;
    private final List<JournalHash> hashes;
    private final JournalChain chain;
    private long seq;
    private @Nullable Header trace;

    /**
     * @param sha256 may serve several pages, one after the other
     * @param contract null when there is no journal, and so nothing to append to it
     * @param expected about how many events there will be
     */
    JournalPage(MessageDigest sha256, @Nullable Contract<E> contract, Progress from, Instant now, int expected) {
        this.contract = contract;
        this.partition = from.partition();
        this.now = now;
        this.events = new ArrayList<>(expected);
        this.hashes = new ArrayList<>(expected);
        this.chain = new JournalChain(sha256, partition, from.journalHash());
        this.seq = from.journalSeq();
    }

    /** What is appended from now on follows from a record with this trace context. */
    void follows(@Nullable Header traceContext) {
        this.trace = traceContext;
    }

    @Override
    public StreamPosition append(String correlationId, E event) {
        if (contract == null) {
            throw new IllegalStateException("expected no event of a stage without a journal but got " + event);
        }
        Message message = contract.write(event);
        seq++;
        events.add(new JournalEvent(seq, message.key(), message.type(), correlationId, now, message.value(), trace));
        return new StreamPosition(partition, seq);
    }

    long lastSeq() {
        return seq;
    }

    /** Chains the events, once all of them have been appended. */
    void seal() {
        for (JournalEvent event : events) {
            hashes.add(chain.next(
                    event.seq(), event.recordedAt(), event.key(), event.type(), event.correlationId(), event.value()));
        }
    }

    /** Of the last event and of all before it, once they are chained. */
    JournalHash lastHash() {
        return chain.last();
    }

    List<JournalEvent> events() {
        return events;
    }

    /** Those of the events, in the same order. */
    List<JournalHash> hashes() {
        return hashes;
    }
}
