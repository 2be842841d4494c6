package dev.gembourse.events.wire;

import java.util.Arrays;
import java.util.Map;
import java.util.Objects;

/**
 * A partner's record as it goes to Kafka.
 *
 * @param key the account id, so that what is asked about an account stays in order
 * @param headers to be written as UTF-8
 * @param value JSON in UTF-8
 */
@SuppressWarnings("ArrayRecordComponent") // handed on to Kafka as it is
public record PartnerRecord(String topic, String key, Map<String, String> headers, byte[] value) {

    public PartnerRecord {
        headers = Map.copyOf(headers);
    }

    @Override
    public boolean equals(Object other) {
        return other instanceof PartnerRecord that
                && topic.equals(that.topic)
                && key.equals(that.key)
                && headers.equals(that.headers)
                && Arrays.equals(value, that.value);
    }

    @Override
    public int hashCode() {
        return Objects.hash(topic, key, headers, Arrays.hashCode(value));
    }
}
