package dev.gembourse.gateway.partner;

import java.time.Instant;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * A record that was not relayed.
 *
 * @param offset its place in the partition of the partner's topic
 * @param writtenAt as Kafka tells
 * @param size of the value, in bytes
 * @param value where it is text; of one that is too large the beginning
 * @param valueBase64 where it is not
 * @param recordedAt when it was set aside
 */
record Quarantined(
        long id,
        int partition,
        long offset,
        Instant writtenAt,
        String reason,
        String detail,
        List<HeaderView> headers,
        @Nullable String key,
        int size,
        @Nullable String value,
        @Nullable String valueBase64,
        Instant recordedAt) {

    /** A header; its value is in one of the last two, or in none if it has no value. */
    record HeaderView(
            String name, @Nullable String text, @Nullable String base64) {}

    Quarantined {
        headers = List.copyOf(headers);
    }
}
