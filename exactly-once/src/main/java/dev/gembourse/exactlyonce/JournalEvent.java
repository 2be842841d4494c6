package dev.gembourse.exactlyonce;

import java.time.Instant;
import org.apache.kafka.common.header.Header;
import org.jspecify.annotations.Nullable;

/**
 * An event of the journal, ready for the table and for Kafka.
 *
 * @param trace the trace context of the record that it follows from; not kept in the table, so null when it comes from there
 */
@SuppressWarnings("ArrayRecordComponent") // handed on to PostgreSQL and Kafka as it is
record JournalEvent(
        long seq,
        String key,
        String type,
        String correlationId,
        Instant recordedAt,
        byte[] value,
        @Nullable Header trace) {}
