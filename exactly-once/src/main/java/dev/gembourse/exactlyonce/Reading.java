package dev.gembourse.exactlyonce;

import dev.gembourse.events.value.StreamPosition;
import dev.gembourse.events.wire.Contract;
import dev.gembourse.events.wire.Headers;
import dev.gembourse.events.wire.UnreadableMessage;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.common.header.Header;
import org.apache.kafka.common.utils.Utils;
import org.jspecify.annotations.Nullable;

/**
 * Sorts the records of a partition: those to decide, those to quarantine, those to drop.
 *
 * <p>Where the input is a journal, only the event whose sequence number follows the last one is taken. A lower number is a
 * repeat: the publisher has published it again after a crash or a failed send. A higher one is dropped as well, and safely so:
 * a publisher that has not got an acknowledgement for an event publishes it again <em>and every later event after it</em>, in
 * order (go-back-N), so each event that is dropped here for coming too early will come again after the missing one. Keeping
 * it for later would need a buffer without bounds and would win nothing. Until the missing event comes, the partition is
 * shown as stalled.
 */
final class Reading<C> {

    private static final char REPLACEMENT = '\uFFFD';

    private final Contract<C> contract;
    private final boolean isJournal;
    private final int partition;
    private final int partitionCount;

    Reading(Stage<C, ?> stage, int partition, int partitionCount) {
        this.contract = stage.input();
        this.isJournal = stage.inputIsJournal();
        this.partition = partition;
        this.partitionCount = partitionCount;
    }

    /**
     * @param records in the order of their offsets
     * @param poison why none of them may be decided; null when they may
     */
    Intake<C> take(Progress from, List<ConsumerRecord<byte[], byte[]>> records, @Nullable Poison poison) {
        List<Input<C>> inputs = new ArrayList<>(records.size());
        List<ConsumerRecord<byte[], byte[]>> taken = new ArrayList<>(records.size());
        List<Quarantined> quarantined = new ArrayList<>(0);
        int duplicates = 0;
        int repeats = 0;
        int gaps = 0;
        long nextOffset = from.nextOffset();
        Integer leaderEpoch = from.leaderEpoch();
        long sourceSeq = from.sourceSeq();
        long sourceSeen = from.sourceSeen();
        for (ConsumerRecord<byte[], byte[]> record : records) {
            if (record.offset() < nextOffset) {
                duplicates++;
                continue;
            }
            nextOffset = record.offset() + 1;
            leaderEpoch = record.leaderEpoch().orElse(leaderEpoch);
            try {
                StreamPosition position = null;
                if (isJournal) {
                    position = journalPosition(record);
                    sourceSeen = Math.max(sourceSeen, position.index());
                    if (position.index() <= sourceSeq) {
                        repeats++;
                        continue;
                    }
                    if (position.index() > sourceSeq + 1) {
                        gaps++;
                        continue;
                    }
                    sourceSeq = position.index();
                }
                if (poison != null) {
                    throw new Unusable(poison);
                }
                Provenance provenance = isJournal ? null : Provenance.of(record.headers());
                inputs.add(new Input<>(
                        new StreamPosition(partition, record.offset()), position, provenance, read(record)));
                taken.add(record);
            } catch (Unusable e) {
                quarantined.add(new Quarantined(record, e.poison));
            }
        }
        return new Intake<>(
                inputs, taken, quarantined, duplicates, repeats, gaps, nextOffset, leaderEpoch, sourceSeq, sourceSeen);
    }

    private C read(ConsumerRecord<byte[], byte[]> record) throws Unusable {
        byte[] key = record.key();
        if (key != null) {
            int home = Utils.toPositive(Utils.murmur2(key)) % partitionCount;
            if (home != partition) {
                throw new Unusable(new Poison(
                        Poison.WRONG_PARTITION,
                        "expected the key's partition " + home + " of " + partitionCount + " but got " + partition));
            }
        }
        try {
            return contract.read(key(key), header(record, Headers.TYPE), record.value());
        } catch (UnreadableMessage e) {
            throw new Unusable(new Poison(e.reason().name(), String.valueOf(e.getMessage())));
        } catch (RuntimeException | StackOverflowError e) {
            throw new Unusable(Poison.processingFailed(e));
        }
    }

    /** Taken before anything else is looked at: an event that cannot be read still has its place, and the next follows it. */
    private StreamPosition journalPosition(ConsumerRecord<byte[], byte[]> record) throws Unusable {
        String source = header(record, Headers.SOURCE);
        if (!contract.source().equals(source)) {
            throw new Unusable(new Poison(
                    Poison.FOREIGN_SOURCE,
                    "expected %s to be %s, whose journal this is, but got %s"
                            .formatted(Headers.SOURCE, contract.source(), source)));
        }
        String id = header(record, Headers.ID);
        try {
            StreamPosition position = StreamPosition.of(id == null ? "" : id);
            if (position.partition() == partition && position.index() > 0) {
                return position;
            }
        } catch (IllegalArgumentException e) {
            // reported below together with positions of other partitions
        }
        throw new Unusable(new Poison(
                Poison.BAD_POSITION, "expected " + Headers.ID + " to be " + partition + ".<seq> but got " + id));
    }

    private static @Nullable String key(byte @Nullable [] key) throws UnreadableMessage {
        if (key == null) {
            return null;
        }
        String text = new String(key, StandardCharsets.UTF_8);
        if (text.indexOf(REPLACEMENT) >= 0) {
            throw new UnreadableMessage(
                    UnreadableMessage.Reason.BAD_KEY, "expected a key of UTF-8 text but got other bytes", null);
        }
        return text;
    }

    private static @Nullable String header(ConsumerRecord<byte[], byte[]> record, String name) {
        Header header = record.headers().lastHeader(name);
        return header == null || header.value() == null ? null : new String(header.value(), StandardCharsets.UTF_8);
    }

    /** Carries a poison out of a method that returns something else. */
    private static final class Unusable extends Exception {

        private final Poison poison;

        Unusable(Poison poison) {
            super(poison.detail(), null, false, false);
            this.poison = poison;
        }
    }
}
