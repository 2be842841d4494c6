package dev.gembourse.events.wire;

import dev.gembourse.events.partner.PartnerMessage;
import dev.gembourse.events.partner.PartnerName;
import dev.gembourse.events.wire.UnreadableMessage.Reason;
import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.Locale;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import tools.jackson.core.JacksonException;
import tools.jackson.core.exc.StreamConstraintsException;
import tools.jackson.core.exc.StreamReadException;

/**
 * How partners' messages look on Kafka: CloudEvents 1.0 whose data is the message alone, without the envelope that our own topics
 * have. Written in binary mode, read in binary and in structured mode. Thread-safe.
 *
 * <p>A partner needs this and a producer of bytes, no more:
 *
 * <pre>{@code
 * PartnerRecord record = PartnerEvents.write(partner, partner.ordinarySource(), "order-17", message);
 * var sent = new ProducerRecord<>(record.topic(), record.key(), record.value());
 * record.headers().forEach((name, value) -> sent.headers().add(name, value.getBytes(UTF_8)));
 * producer.send(sent).get();
 * }</pre>
 */
public final class PartnerEvents {

    private static final String PREFIX = "dev.gembourse.partner.";
    private static final String SPEC_VERSION = "1.0";
    private static final String JSON = "application/json";
    private static final int LONGEST = 200;
    private static final Map<String, Class<? extends PartnerMessage>> CLASSES = new LinkedHashMap<>();

    static {
        Sealed.leaves(PartnerMessage.class).forEach(type -> CLASSES.put(typeOf(type), type));
    }

    private PartnerEvents() {}

    /** The names of all types, as in {@link Headers#TYPE}. */
    public static Collection<String> types() {
        return CLASSES.keySet();
    }

    /** The name of a type, as in {@link Headers#TYPE}. */
    public static String typeOf(Class<? extends PartnerMessage> type) {
        return PREFIX + type.getSimpleName() + ".v1";
    }

    /**
     * A record in binary mode.
     *
     * @param source what the partner is registered with
     * @param id chosen by the partner, 1 to 200 characters: the same again is the same operation
     */
    public static PartnerRecord write(PartnerName partner, String source, String id, PartnerMessage message) {
        return new PartnerRecord(
                partner.topic(),
                message.accountId().toString(),
                Map.of(
                        Headers.SPEC_VERSION, SPEC_VERSION,
                        Headers.ID, id,
                        Headers.SOURCE, source,
                        Headers.TYPE, typeOf(message.getClass()),
                        Headers.CONTENT_TYPE, JSON),
                Json.STRICT.writeValueAsBytes(message));
    }

    /**
     * What a record says of itself.
     *
     * @param headers the values of its headers, as UTF-8; those that are not text are left out
     * @throws UnreadableMessage when it is no CloudEvent that a partner may write
     */
    public static PartnerEvent read(Map<String, String> headers, byte @Nullable [] value) throws UnreadableMessage {
        if (value == null || value.length == 0) {
            throw new UnreadableMessage(Reason.EMPTY_VALUE, "expected a JSON value but got none", null);
        }
        String contentType = headers.getOrDefault(Headers.CONTENT_TYPE, JSON);
        return StructuredEvents.isMode(contentType)
                ? StructuredEvents.read(contentType, value)
                : binary(headers, contentType, value);
    }

    private static PartnerEvent binary(Map<String, String> headers, String contentType, byte[] value)
            throws UnreadableMessage {
        requireJson(Headers.CONTENT_TYPE, contentType);
        return event(
                headers.get(Headers.SPEC_VERSION),
                headers.get(Headers.SOURCE),
                headers.get(Headers.ID),
                headers.get(Headers.TYPE),
                value);
    }

    static PartnerEvent event(
            @Nullable String specVersion,
            @Nullable String source,
            @Nullable String id,
            @Nullable String type,
            byte[] data)
            throws UnreadableMessage {
        if (!SPEC_VERSION.equals(specVersion)) {
            throw bad("expected specversion " + SPEC_VERSION + " but got " + told(specVersion));
        }
        return new PartnerEvent(required("source", source), required("id", id), required("type", type), data);
    }

    static void requireJson(String name, String contentType) throws UnreadableMessage {
        if (!mediaType(contentType).equals(JSON)) {
            throw bad("expected " + name + " " + JSON + " but got " + told(contentType));
        }
    }

    static String mediaType(String contentType) {
        int parameters = contentType.indexOf(';');
        return (parameters < 0 ? contentType : contentType.substring(0, parameters))
                .strip()
                .toLowerCase(Locale.ROOT);
    }

    private static String required(String name, @Nullable String value) throws UnreadableMessage {
        if (value == null) {
            throw bad("expected the attribute " + name + " but got none");
        }
        boolean printable = value.codePoints()
                .noneMatch(c -> Character.isISOControl(c) || Character.getType(c) == Character.SURROGATE);
        if (value.isBlank() || value.length() > LONGEST || !printable) {
            throw bad("expected the attribute " + name + " to be 1 to " + LONGEST
                    + " characters without control characters");
        }
        return value;
    }

    static UnreadableMessage bad(String message) {
        return new UnreadableMessage(Reason.BAD_ATTRIBUTE, message, null);
    }

    private static String told(@Nullable String value) {
        return value == null ? "none" : value.substring(0, Math.min(value.length(), LONGEST));
    }

    /**
     * The message that an event carries.
     *
     * @throws UnreadableMessage when there is no such type, or the data is not of it
     */
    public static PartnerMessage message(PartnerEvent event) throws UnreadableMessage {
        Class<? extends PartnerMessage> type = CLASSES.get(event.type());
        if (type == null) {
            boolean knownName = event.type().startsWith(PREFIX)
                    && CLASSES.containsKey(event.type().replaceFirst("\\.v[0-9]{1,4}$", ".v1"));
            throw new UnreadableMessage(
                    knownName ? Reason.UNSUPPORTED_VERSION : Reason.UNKNOWN_TYPE,
                    "expected one of " + CLASSES.keySet() + " but got " + event.type(),
                    null);
        }
        try {
            return orInvalid(Json.STRICT.readValue(event.data(), type));
        } catch (JacksonException e) {
            throw unreadable(e);
        }
    }

    private static PartnerMessage orInvalid(@Nullable PartnerMessage message) throws UnreadableMessage {
        if (message == null) {
            throw new UnreadableMessage(Reason.INVALID_CONTENT, "expected a JSON object but got null", null);
        }
        return message;
    }

    static UnreadableMessage unreadable(JacksonException e) {
        return e instanceof StreamReadException || e instanceof StreamConstraintsException
                ? new UnreadableMessage(Reason.MALFORMED_JSON, Json.explain(e), e)
                : new UnreadableMessage(Reason.INVALID_CONTENT, Pointers.of(e) + ": " + Json.explain(e), e);
    }
}
