package dev.gembourse.exactlyonce;

import dev.gembourse.events.value.StreamPosition;
import org.jspecify.annotations.Nullable;

/**
 * A record that could be read.
 *
 * @param offset its place in the input topic (partition and Kafka offset)
 * @param journalPosition its place in the journal that the input topic carries; null unless {@link Stage#inputIsJournal()}
 */
public record Input<C>(StreamPosition offset, @Nullable StreamPosition journalPosition, C value) {}
