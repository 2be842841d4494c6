package dev.gembourse.processor.ops;

import java.time.Instant;

/**
 * How far a partition has got.
 *
 * @param nextOffset the first command that has not taken effect
 * @param journalSeq the last event in the journal
 * @param publishedSeq every event up to here is on Kafka
 */
record ProgressView(
        String area,
        String topic,
        int partition,
        long nextOffset,
        long journalSeq,
        long publishedSeq,
        Instant settledAt) {}
