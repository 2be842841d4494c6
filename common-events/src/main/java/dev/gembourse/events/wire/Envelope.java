package dev.gembourse.events.wire;

import com.fasterxml.jackson.annotation.JsonProperty;
import java.nio.charset.StandardCharsets;

/** What is around the data in a record's value. */
record Envelope<T>(
        @JsonProperty(required = true) String contract,
        @JsonProperty(required = true) String key,
        @JsonProperty(required = true) T data) {

    /** The JSON of an envelope around data that is JSON already. Contract and key need no escaping by their shape. */
    static byte[] bytes(String contract, String key, byte[] data) {
        byte[] head = ("{\"contract\":\"" + contract + "\",\"key\":\"" + key + "\",\"data\":")
                .getBytes(StandardCharsets.UTF_8);
        byte[] value = new byte[head.length + data.length + 1];
        System.arraycopy(head, 0, value, 0, head.length);
        System.arraycopy(data, 0, value, head.length, data.length);
        value[value.length - 1] = '}';
        return value;
    }
}
