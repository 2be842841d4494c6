package dev.gembourse.exactlyonce;

import java.util.List;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.jspecify.annotations.Nullable;

/**
 * What a batch of records amounts to.
 *
 * @param inputs to be decided, in order
 * @param records the records behind the inputs, one for each
 * @param duplicates number of records dropped since their offsets have been settled before
 * @param repeats number of journal events dropped since they have been applied before
 * @param gaps number of journal events dropped since one before them is missing
 * @param nextOffset after the last record
 * @param leaderEpoch of the last record
 * @param sourceSeq of the last journal event that is decided or quarantined
 * @param sourceSeen the highest sequence number of the journal seen so far
 */
record Intake<C>(
        List<Input<C>> inputs,
        List<ConsumerRecord<byte[], byte[]>> records,
        List<Quarantined> quarantined,
        int duplicates,
        int repeats,
        int gaps,
        long nextOffset,
        @Nullable Integer leaderEpoch,
        long sourceSeq,
        long sourceSeen) {}
