package dev.gembourse.follow;

import dev.gembourse.events.value.StreamPosition;
import dev.gembourse.events.wire.Contract;
import dev.gembourse.events.wire.Headers;
import dev.gembourse.events.wire.UnreadableMessage;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.common.header.Header;
import org.jspecify.annotations.Nullable;

/** A record of a followed topic, read only as far as it is asked for. */
public record Followed(ConsumerRecord<byte[], byte[]> record) {

    public @Nullable String header(String name) {
        Header header = record.headers().lastHeader(name);
        return header == null || header.value() == null ? null : new String(header.value(), StandardCharsets.UTF_8);
    }

    public @Nullable String type() {
        return header(Headers.TYPE);
    }

    public @Nullable String key() {
        return record.key() == null ? null : new String(record.key(), StandardCharsets.UTF_8);
    }

    /** The event's place in its journal, or null when the record does not come from a journal. */
    public @Nullable StreamPosition journalPosition() {
        String id = header(Headers.ID);
        try {
            return id == null ? null : StreamPosition.of(id);
        } catch (IllegalArgumentException notFromAJournal) {
            return null;
        }
    }

    /** When the broker took it, in whole milliseconds, or when it was sent: as the topic is set up. */
    public Instant publishedAt() {
        return Instant.ofEpochMilli(record.timestamp());
    }

    public <T> T read(Contract<T> contract) throws UnreadableMessage {
        return contract.read(key(), type(), record.value());
    }
}
