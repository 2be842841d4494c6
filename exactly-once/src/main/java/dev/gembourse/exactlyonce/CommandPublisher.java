package dev.gembourse.exactlyonce;

import static java.nio.charset.StandardCharsets.UTF_8;

import dev.gembourse.events.wire.Headers;
import dev.gembourse.events.wire.Message;
import java.time.Duration;
import java.time.Instant;
import java.util.Map;
import org.apache.kafka.clients.producer.KafkaProducer;
import org.apache.kafka.clients.producer.Producer;
import org.apache.kafka.clients.producer.ProducerConfig;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.common.serialization.ByteArraySerializer;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Publishes commands that follow from no event, such as those of a timer. One that is lost is only told in the log of the service: whoever asks has to
 * ask again for what has not happened, by an operation of the same id. Thread-safe.
 */
public final class CommandPublisher implements AutoCloseable {

    private static final Logger LOG = LoggerFactory.getLogger(CommandPublisher.class);
    private static final int MAX_BLOCK_MILLIS = 1_000;
    private static final Duration END_WITHIN = Duration.ofSeconds(1);

    private final String source;
    private final Producer<byte[], byte[]> producer;

    /** @param source who asks, as in {@link Headers#SOURCE} */
    public CommandPublisher(KafkaAccess kafka, String source) {
        this.source = source;
        Map<String, Object> settings = kafka.begin();
        settings.put(ProducerConfig.MAX_BLOCK_MS_CONFIG, MAX_BLOCK_MILLIS);
        this.producer = new KafkaProducer<>(settings, new ByteArraySerializer(), new ByteArraySerializer());
    }

    /**
     * Hands a command to Kafka; may wait a second for Kafka's metadata.
     *
     * @param operationId of the command
     */
    @SuppressWarnings("FutureReturnValueIgnored") // the callback tells all that the future would
    public void publish(Message command, String operationId, Instant time) {
        ProducerRecord<byte[], byte[]> record =
                new ProducerRecord<>(command.topic(), command.key().getBytes(UTF_8), command.value());
        Map<String, String> headers = Map.of(
                Headers.SPEC_VERSION,
                "1.0",
                Headers.ID,
                operationId,
                Headers.SOURCE,
                source,
                Headers.TYPE,
                command.type(),
                Headers.TIME,
                time.toString(),
                Headers.CORRELATION_ID,
                operationId,
                Headers.CONTENT_TYPE,
                "application/json");
        headers.forEach((name, value) -> record.headers().add(name, value.getBytes(UTF_8)));
        producer.send(record, (metadata, failure) -> {
            if (failure != null) {
                LOG.warn("{} for {} is not published: {}", command.type(), command.key(), failure.toString());
            }
        });
    }

    @Override
    public void close() {
        producer.close(END_WITHIN);
    }
}
