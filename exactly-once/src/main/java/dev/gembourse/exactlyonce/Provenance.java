package dev.gembourse.exactlyonce;

import dev.gembourse.events.wire.Headers;
import java.nio.ByteBuffer;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.StandardCharsets;
import org.apache.kafka.common.header.Header;
import org.jspecify.annotations.Nullable;

/**
 * Where a record comes from that somebody else has caused, as it says itself. Both are text of 1 to {@value #MOST} characters, none
 * of them NUL.
 *
 * @param source who has caused it
 * @param causationId what that is called by the source
 */
public record Provenance(String source, String causationId) {

    static final int MOST = 200;

    private static final int MOST_BYTES = MOST * 3; // what takes 4 counts as two characters

    /**
     * As the headers say it; null when they say nothing, or nothing that is text of a fitting length: a record is what it is without
     * that too, and what cannot be kept word for word is better not kept than kept as something else.
     */
    static @Nullable Provenance of(org.apache.kafka.common.header.Headers headers) {
        Header cause = headers.lastHeader(Headers.CAUSATION_ID);
        if (cause == null) {
            return null;
        }
        String causationId = text(cause);
        String source = text(headers.lastHeader(Headers.SOURCE));
        return source == null || causationId == null ? null : new Provenance(source, causationId);
    }

    private static @Nullable String text(@Nullable Header header) {
        byte[] value = header == null ? null : header.value();
        if (value == null || value.length == 0 || value.length > MOST_BYTES) {
            return null;
        }
        try {
            String text = StandardCharsets.UTF_8
                    .newDecoder()
                    .decode(ByteBuffer.wrap(value))
                    .toString();
            return text.length() <= MOST && text.indexOf('\0') < 0 ? text : null;
        } catch (CharacterCodingException e) {
            return null; // not text
        }
    }
}
