package dev.gembourse.processor.query;

import dev.gembourse.events.value.OperationId;
import dev.gembourse.events.value.StreamPosition;
import java.time.Instant;

/** An operation that has been decided, with its outcome and where that stands in the journal. */
record Decided<E>(OperationId id, Instant submittedAt, StreamPosition position, E outcome) {}
