package dev.gembourse.exactlyonce;

import dev.gembourse.events.value.StreamPosition;
import org.jspecify.annotations.Nullable;

/**
 * A record that could be read.
 *
 * @param offset its place in the input topic (partition and Kafka offset)
 * @param journalPosition its place in the journal that the input topic carries; null unless {@link Stage#inputIsJournal()}
 * @param provenance where it comes from, if somebody else has caused it; null for what is our own, and for what a journal tells
 */
public record Input<C>(
        StreamPosition offset,
        @Nullable StreamPosition journalPosition,
        @Nullable Provenance provenance,
        C value) {

    /** What nobody else has caused. */
    public Input(StreamPosition offset, @Nullable StreamPosition journalPosition, C value) {
        this(offset, journalPosition, null, value);
    }
}
