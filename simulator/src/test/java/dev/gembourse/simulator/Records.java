package dev.gembourse.simulator;

import dev.gembourse.events.wire.Headers;
import dev.gembourse.events.wire.Message;
import java.nio.charset.StandardCharsets;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.common.header.Header;
import org.apache.kafka.common.utils.Utils;
import org.jspecify.annotations.Nullable;

/** Small things about records. */
final class Records {

    static final int PARTITIONS = 2;

    private Records() {}

    static int partitionOf(String key) {
        return Utils.toPositive(Utils.murmur2(key.getBytes(StandardCharsets.UTF_8))) % PARTITIONS;
    }

    /** A command as the gateway sends it, as far as the engine looks at it. */
    static ProducerRecord<byte[], byte[]> of(Message message, @Nullable String type) {
        ProducerRecord<byte[], byte[]> record = new ProducerRecord<>(
                message.topic(),
                partitionOf(message.key()),
                message.key().getBytes(StandardCharsets.UTF_8),
                message.value());
        if (type != null) {
            record.headers().add(Headers.TYPE, type.getBytes(StandardCharsets.UTF_8));
        }
        return record;
    }

    /** The record with the partition that its key decides, unless the sender has chosen one. */
    static ProducerRecord<byte[], byte[]> placed(ProducerRecord<byte[], byte[]> record) {
        return record.partition() != null
                ? record
                : new ProducerRecord<>(
                        record.topic(),
                        partitionOf(text(record.key())),
                        record.key(),
                        record.value(),
                        record.headers());
    }

    static @Nullable String header(org.apache.kafka.common.header.Headers headers, String name) {
        Header header = headers.lastHeader(name);
        return header == null ? null : new String(header.value(), StandardCharsets.UTF_8);
    }

    static String text(byte[] bytes) {
        return new String(bytes, StandardCharsets.UTF_8);
    }
}
