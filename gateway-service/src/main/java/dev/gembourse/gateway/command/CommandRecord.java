package dev.gembourse.gateway.command;

import static java.nio.charset.StandardCharsets.UTF_8;

import dev.gembourse.events.value.OperationId;
import dev.gembourse.events.wire.Headers;
import dev.gembourse.events.wire.Message;
import java.time.Instant;
import org.apache.kafka.clients.producer.ProducerRecord;

/** A command as a record of its topic. */
final class CommandRecord {

    private static final byte[] SPEC_VERSION = bytes("1.0");
    private static final byte[] SOURCE = bytes("/gembourse/gateway");
    private static final byte[] JSON = bytes("application/json");

    private CommandRecord() {}

    /** Of a request to this gateway. */
    static ProducerRecord<byte[], byte[]> ours(
            Message message, OperationId operation, Instant time, String traceParent) {
        return record(message, operation, time, traceParent, SOURCE);
    }

    /** Of a partner. */
    static ProducerRecord<byte[], byte[]> relayed(
            Message message,
            OperationId operation,
            Instant time,
            String traceParent,
            String source,
            String causationId) {
        ProducerRecord<byte[], byte[]> record = record(message, operation, time, traceParent, bytes(source));
        record.headers().add(Headers.CAUSATION_ID, bytes(causationId));
        return record;
    }

    private static ProducerRecord<byte[], byte[]> record(
            Message message, OperationId operation, Instant time, String traceParent, byte[] source) {
        ProducerRecord<byte[], byte[]> record =
                new ProducerRecord<>(message.topic(), bytes(message.key()), message.value());
        byte[] id = bytes(operation.toString());
        record.headers()
                .add(Headers.SPEC_VERSION, SPEC_VERSION)
                .add(Headers.ID, id)
                .add(Headers.SOURCE, source)
                .add(Headers.TYPE, bytes(message.type()))
                .add(Headers.TIME, bytes(time.toString()))
                .add(Headers.CORRELATION_ID, id)
                .add(Headers.CONTENT_TYPE, JSON)
                .add(Headers.TRACE_PARENT, bytes(traceParent));
        return record;
    }

    private static byte[] bytes(String text) {
        return text.getBytes(UTF_8);
    }
}
