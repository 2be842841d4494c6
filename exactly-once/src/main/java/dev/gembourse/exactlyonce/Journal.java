package dev.gembourse.exactlyonce;

import dev.gembourse.events.value.StreamPosition;

/** Where a processor puts what happened, within its batch. */
public interface Journal<E> {

    /**
     * Appends an event.
     *
     * @param correlationId becomes the header {@code ce_correlationid}: the operation's id
     * @return the event's place in the journal, gap-free from 1 on in each partition
     */
    StreamPosition append(String correlationId, E event);
}
