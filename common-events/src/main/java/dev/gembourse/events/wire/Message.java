package dev.gembourse.events.wire;

import java.util.Arrays;
import java.util.Objects;

/**
 * A record as it goes to Kafka, without the headers that depend on who sends it.
 *
 * @param key UTF-8 text that decides the partition (Kafka's default partitioning)
 * @param type the value of {@link Headers#TYPE}
 * @param value UTF-8 JSON
 */
@SuppressWarnings("ArrayRecordComponent") // handed on to Kafka as it is; a copy per record would be waste
public record Message(String topic, String key, String type, byte[] value) {

    @Override
    public boolean equals(Object other) {
        return other instanceof Message that
                && topic.equals(that.topic)
                && key.equals(that.key)
                && type.equals(that.type)
                && Arrays.equals(value, that.value);
    }

    @Override
    public int hashCode() {
        return Objects.hash(topic, key, type, Arrays.hashCode(value));
    }
}
