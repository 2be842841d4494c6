package dev.gembourse.processor.query;

import dev.gembourse.events.value.OperationId;
import dev.gembourse.events.value.StreamPosition;
import java.time.Instant;
import java.util.UUID;

/**
 * An operation that has been decided, with its outcome and where that stands in the journal.
 *
 * @param fingerprint of what was asked for
 */
record Decided<E>(OperationId id, UUID fingerprint, Instant submittedAt, StreamPosition position, E outcome) {}
