package dev.gembourse.exactlyonce;

import java.time.Instant;
import org.jspecify.annotations.Nullable;

/**
 * A partition's row in the table of the same name: how far it has come.
 *
 * @param nextOffset the first input record that has not taken effect
 * @param leaderEpoch of the last record that took effect; null when there is none
 * @param sourceSeq last sequence number taken from the input, where that is a journal
 * @param sourceSeen highest sequence number seen in the input; beyond sourceSeq while an event is missing
 * @param journalSeq last sequence number given out in our journal
 * @param journalHash of the event with that number and of all before it
 * @param publishedSeq every event up to here is on Kafka
 * @param interventions number of times that an operator has moved nextOffset
 */
record Progress(
        int partition,
        long nextOffset,
        @Nullable Integer leaderEpoch,
        long sourceSeq,
        long sourceSeen,
        long journalSeq,
        JournalHash journalHash,
        long publishedSeq,
        TopicIdentity identity,
        int takeovers,
        @Nullable Long suspectOffset,
        int suspectTries,
        int interventions,
        Instant settledAt) {

    /** Whether the input is a journal in which an event is missing. */
    boolean hasGap() {
        return sourceSeen > sourceSeq;
    }

    /** The same place, with more events published and offsets without records stepped over. */
    Progress marked(long published, long next) {
        return new Progress(
                partition,
                next,
                leaderEpoch,
                sourceSeq,
                sourceSeen,
                journalSeq,
                journalHash,
                Math.max(publishedSeq, published),
                identity,
                takeovers,
                suspectOffset,
                suspectTries,
                interventions,
                settledAt);
    }
}
