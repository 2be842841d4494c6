package dev.gembourse.tools.client;

import static java.nio.charset.StandardCharsets.UTF_8;

import dev.gembourse.events.market.MarketCommand;
import dev.gembourse.events.trading.TradingCommand;
import dev.gembourse.events.value.OperationId;
import dev.gembourse.events.wire.Contracts;
import dev.gembourse.events.wire.Headers;
import dev.gembourse.events.wire.Message;
import java.time.Duration;
import java.time.Instant;
import java.util.HashMap;
import java.util.Map;
import java.util.concurrent.Future;
import java.util.concurrent.atomic.AtomicReference;
import org.apache.kafka.clients.producer.KafkaProducer;
import org.apache.kafka.clients.producer.ProducerConfig;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.clients.producer.RecordMetadata;
import org.apache.kafka.common.serialization.ByteArraySerializer;
import org.jspecify.annotations.Nullable;

/**
 * Publishes commands as any service may: CloudEvents headers in binary mode, the contract's JSON, Kafka's default
 * partitioning. The producer is idempotent, so the records of a partition are stored in the order of sending. Thread-safe.
 */
public final class CommandProducer implements AutoCloseable {

    private static final Duration CLOSING = Duration.ofSeconds(5);

    private final KafkaProducer<byte[], byte[]> kafka;
    private final byte[] source;
    private final AtomicReference<@Nullable Exception> failure = new AtomicReference<>();

    /**
     * Begins to publish.
     *
     * @param client settings of a Kafka client, which may write to the topics of commands
     * @param source who says so, as in {@code /gembourse/replay}; becomes the header {@code ce_source}
     */
    public CommandProducer(Map<String, Object> client, String source) {
        this.source = source.getBytes(UTF_8);
        Map<String, Object> settings = new HashMap<>(client);
        settings.putAll(Map.of(
                ProducerConfig.ACKS_CONFIG,
                "all",
                ProducerConfig.ENABLE_IDEMPOTENCE_CONFIG,
                true,
                ProducerConfig.LINGER_MS_CONFIG,
                5,
                ProducerConfig.BATCH_SIZE_CONFIG,
                128 * 1024,
                ProducerConfig.DELIVERY_TIMEOUT_MS_CONFIG,
                120_000,
                ProducerConfig.MAX_BLOCK_MS_CONFIG,
                60_000));
        this.kafka = new KafkaProducer<>(settings, new ByteArraySerializer(), new ByteArraySerializer());
    }

    /** Hands a command to Kafka; it is published when the future is done. */
    public Future<RecordMetadata> send(TradingCommand command) {
        return kafka.send(
                record(Contracts.TRADING_COMMANDS.write(command), command.operationId(), command.submittedAt()));
    }

    /** Hands a command to Kafka; it is published when the future is done. */
    public Future<RecordMetadata> send(MarketCommand command) {
        return kafka.send(
                record(Contracts.MARKET_COMMANDS.write(command), command.operationId(), command.submittedAt()));
    }

    /** Hands a command to Kafka; {@link #flush} tells whether it got there. */
    public void post(TradingCommand command) {
        var _ = kafka.send(
                record(Contracts.TRADING_COMMANDS.write(command), command.operationId(), command.submittedAt()),
                this::remember);
    }

    /** Hands a command to Kafka; {@link #flush} tells whether it got there. */
    public void post(MarketCommand command) {
        var _ = kafka.send(
                record(Contracts.MARKET_COMMANDS.write(command), command.operationId(), command.submittedAt()),
                this::remember);
    }

    /**
     * Returns when everything that was handed over is published.
     *
     * @throws IllegalStateException when something that was posted could not be published
     */
    public void flush() {
        kafka.flush();
        Exception failed = failure.get();
        if (failed != null) {
            throw new IllegalStateException("Kafka did not take a command: " + failed, failed);
        }
    }

    private void remember(@Nullable RecordMetadata published, @Nullable Exception failed) {
        if (failed != null) {
            failure.compareAndSet(null, failed);
        }
    }

    @Override
    public void close() {
        kafka.close(CLOSING);
    }

    private ProducerRecord<byte[], byte[]> record(Message message, OperationId operation, Instant time) {
        byte[] id = operation.toString().getBytes(UTF_8);
        ProducerRecord<byte[], byte[]> record =
                new ProducerRecord<>(message.topic(), message.key().getBytes(UTF_8), message.value());
        record.headers()
                .add(Headers.SPEC_VERSION, "1.0".getBytes(UTF_8))
                .add(Headers.ID, id)
                .add(Headers.SOURCE, source)
                .add(Headers.TYPE, message.type().getBytes(UTF_8))
                .add(Headers.TIME, time.toString().getBytes(UTF_8))
                .add(Headers.CORRELATION_ID, id)
                .add(Headers.CONTENT_TYPE, "application/json".getBytes(UTF_8));
        return record;
    }
}
