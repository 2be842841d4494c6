package dev.gembourse.events.wire;

import dev.gembourse.events.wire.UnreadableMessage.Reason;
import java.util.Collection;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;
import tools.jackson.core.JacksonException;
import tools.jackson.core.exc.StreamConstraintsException;
import tools.jackson.core.exc.StreamReadException;
import tools.jackson.databind.ObjectReader;
import tools.jackson.databind.ObjectWriter;
import tools.jackson.databind.json.JsonMapper;

/**
 * The language of one topic: which types it knows, and how each looks on the wire.
 *
 * <p>The value of a record is {@code {"contract":<topic>,"key":<key>,"data":{…}}}. Contract and key are checked on reading,
 * so that a record that strayed into another topic or was stored under another key is found out. Thread-safe.
 *
 * @param <T> the sealed interface of everything that may be said on the topic
 */
public final class Contract<T> {

    private static final String PREFIX = "dev.gembourse.";

    private final String topic;
    private final String source;
    private final Function<T, String> key;
    private final Map<String, ObjectReader> readers = new LinkedHashMap<>();
    private final Map<String, Class<? extends T>> classes = new LinkedHashMap<>();
    private final Map<Class<?>, String> types = new HashMap<>();
    private final Map<Class<?>, ObjectWriter> writers = new HashMap<>();

    private Contract(String topic, String source, Function<T, String> key) {
        this.topic = topic;
        this.source = source;
        this.key = key;
    }

    static <T> Contract<T> of(
            String topic, Class<T> language, String area, Function<T, String> key, JsonMapper mapper) {
        Contract<T> contract = new Contract<>(topic, "/gembourse/" + area, key);
        for (Class<? extends T> type : Sealed.leaves(language)) {
            String name = PREFIX + area + "." + type.getSimpleName() + ".v1";
            contract.types.put(type, name);
            contract.classes.put(name, type);
            contract.writers.put(type, mapper.writerFor(mapper.constructType(type)));
            contract.readers.put(
                    name, mapper.readerFor(mapper.getTypeFactory().constructParametricType(Envelope.class, type)));
        }
        return contract;
    }

    public String topic() {
        return topic;
    }

    /** Who tells the events of this topic, where it is a journal: their {@link Headers#SOURCE}. */
    public String source() {
        return source;
    }

    /** The names of all types that may stand on this topic, as in {@link Headers#TYPE}. */
    public Collection<String> types() {
        return classes.keySet();
    }

    /** The name of a type, as in {@link Headers#TYPE}. */
    public String typeOf(Class<? extends T> type) {
        String name = types.get(type);
        if (name == null) {
            throw new IllegalArgumentException("expected a type of " + topic + " but got " + type.getName());
        }
        return name;
    }

    /** The class behind a type's name, or null when the topic does not know the name. */
    public @Nullable Class<? extends T> classOf(String type) {
        return classes.get(type);
    }

    /** The key under which this is published. */
    public String keyOf(T sentence) {
        return key.apply(sentence);
    }

    public Message write(T sentence) {
        Class<?> type = sentence.getClass();
        String name = types.get(type);
        ObjectWriter writer = writers.get(type);
        if (name == null || writer == null) {
            throw new IllegalArgumentException("expected a sentence of " + topic + " but got " + type.getName());
        }
        String itsKey = key.apply(sentence);
        return new Message(topic, itsKey, name, Envelope.bytes(topic, itsKey, writer.writeValueAsBytes(sentence)));
    }

    /**
     * Reads a record.
     *
     * @param recordKey the record's key
     * @param type the value of {@link Headers#TYPE}
     * @param value the record's value
     * @throws UnreadableMessage when it is not a sentence of this topic
     */
    public T read(@Nullable String recordKey, @Nullable String type, byte @Nullable [] value) throws UnreadableMessage {
        if (recordKey == null) {
            throw new UnreadableMessage(Reason.BAD_KEY, "expected a key of UTF-8 text but got none", null);
        }
        if (value == null || value.length == 0) {
            throw new UnreadableMessage(Reason.EMPTY_VALUE, "expected a JSON value but got none", null);
        }
        Envelope<T> envelope = readEnvelope(readerOf(type), value);
        if (!topic.equals(envelope.contract())) {
            throw new UnreadableMessage(
                    Reason.WRONG_CONTRACT, "expected contract " + topic + " but got " + envelope.contract(), null);
        }
        T sentence = envelope.data();
        String itsKey = key.apply(sentence);
        if (!recordKey.equals(envelope.key()) || !recordKey.equals(itsKey)) {
            throw new UnreadableMessage(
                    Reason.KEY_MISMATCH,
                    "expected one key but got %s in the record, %s in the envelope and %s in the data"
                            .formatted(recordKey, envelope.key(), itsKey),
                    null);
        }
        return sentence;
    }

    private ObjectReader readerOf(@Nullable String type) throws UnreadableMessage {
        if (type == null) {
            throw new UnreadableMessage(Reason.MISSING_TYPE, "expected the header " + Headers.TYPE, null);
        }
        ObjectReader reader = readers.get(type);
        if (reader != null) {
            return reader;
        }
        int version = type.lastIndexOf(".v");
        boolean knownName = version > 0 && types.containsValue(type.substring(0, version) + ".v1");
        throw new UnreadableMessage(
                knownName ? Reason.UNSUPPORTED_VERSION : Reason.UNKNOWN_TYPE,
                "expected one of " + classes.keySet() + " but got " + type,
                null);
    }

    private static <T> Envelope<T> readEnvelope(ObjectReader reader, byte[] value) throws UnreadableMessage {
        try {
            return reader.readValue(value);
        } catch (StreamReadException | StreamConstraintsException e) {
            throw new UnreadableMessage(Reason.MALFORMED_JSON, Json.explain(e), e);
        } catch (JacksonException e) {
            throw new UnreadableMessage(Reason.INVALID_CONTENT, Pointers.of(e) + ": " + Json.explain(e), e);
        }
    }
}
