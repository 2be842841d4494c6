package dev.gembourse.gateway.partner;

import dev.gembourse.events.partner.PartnerMessage;
import dev.gembourse.events.partner.PartnerName;
import dev.gembourse.events.value.AccountId;
import dev.gembourse.events.wire.Headers;
import dev.gembourse.events.wire.PartnerEvent;
import dev.gembourse.events.wire.PartnerEvents;
import dev.gembourse.events.wire.UnreadableMessage;
import dev.gembourse.gateway.partner.NotRelayed.Why;
import java.nio.ByteBuffer;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.StandardCharsets;
import java.util.HashMap;
import java.util.Map;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.common.header.Header;
import org.jspecify.annotations.Nullable;

/** A record that came on a partner's topic, read as far as it can be without knowing who the partner is. */
final class Arrival {

    /** As much as the body of a request may have. */
    static final int LARGEST = 64 * 1024;

    private record Read(PartnerEvent event, PartnerMessage message) {}

    private final ConsumerRecord<byte[], byte[]> record;
    private final PartnerName partner;
    private final @Nullable Read read;
    private final @Nullable NotRelayed fault;

    private Arrival(
            ConsumerRecord<byte[], byte[]> record,
            PartnerName partner,
            @Nullable Read read,
            @Nullable NotRelayed fault) {
        this.record = record;
        this.partner = partner;
        this.read = read;
        this.fault = fault;
    }

    static Arrival of(ConsumerRecord<byte[], byte[]> record) {
        PartnerName partner = PartnerName.ofTopic(record.topic())
                .orElseThrow(
                        () -> new IllegalArgumentException("expected a partner's topic but got " + record.topic()));
        try {
            return new Arrival(record, partner, read(record), null);
        } catch (UnreadableMessage e) {
            return new Arrival(record, partner, null, NotRelayed.because(e));
        } catch (NotRelayed e) {
            return new Arrival(record, partner, null, e);
        } catch (RuntimeException | StackOverflowError e) {
            return new Arrival(record, partner, null, new NotRelayed(Why.UNPROCESSABLE, "cannot be read: " + e));
        }
    }

    private static Read read(ConsumerRecord<byte[], byte[]> record) throws UnreadableMessage, NotRelayed {
        int size = record.value() == null ? 0 : record.value().length;
        if (size > LARGEST) {
            throw new NotRelayed(
                    Why.TOO_LARGE, "expected a value of at most %d bytes but got %d".formatted(LARGEST, size));
        }
        PartnerEvent event = PartnerEvents.read(texts(record), record.value());
        return new Read(event, PartnerEvents.message(event));
    }

    /** The last of each name, where it is text. */
    private static Map<String, String> texts(ConsumerRecord<byte[], byte[]> record) {
        Map<String, String> texts = new HashMap<>();
        for (Header header : record.headers()) {
            String text = text(header.value());
            if (text == null) {
                texts.remove(header.key());
            } else {
                texts.put(header.key(), text);
            }
        }
        return texts;
    }

    private static @Nullable String text(byte @Nullable [] bytes) {
        try {
            return bytes == null
                    ? null
                    : StandardCharsets.UTF_8
                            .newDecoder()
                            .decode(ByteBuffer.wrap(bytes))
                            .toString();
        } catch (CharacterCodingException e) {
            return null;
        }
    }

    ConsumerRecord<byte[], byte[]> record() {
        return record;
    }

    PartnerName partner() {
        return partner;
    }

    /** The account that it is about; null when it cannot be read. */
    @Nullable
    AccountId account() {
        return read == null ? null : read.message.accountId();
    }

    @Nullable
    String traceParent() {
        Header header = record.headers().lastHeader(Headers.TRACE_PARENT);
        return header == null ? null : text(header.value());
    }

    PartnerEvent event() throws NotRelayed {
        return requireRead().event;
    }

    PartnerMessage message() throws NotRelayed {
        return requireRead().message;
    }

    private Read requireRead() throws NotRelayed {
        if (read != null) {
            return read;
        }
        throw fault != null ? fault : new NotRelayed(Why.UNPROCESSABLE, "unreadable");
    }
}
