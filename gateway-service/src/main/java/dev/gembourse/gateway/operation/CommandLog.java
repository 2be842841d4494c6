package dev.gembourse.gateway.operation;

import dev.gembourse.events.market.MarketCommand;
import dev.gembourse.events.trading.TradingCommand;
import dev.gembourse.events.value.OperationId;
import dev.gembourse.events.value.StreamPosition;
import dev.gembourse.events.wire.Contracts;
import dev.gembourse.events.wire.Headers;
import dev.gembourse.events.wire.UnreadableMessage;
import dev.gembourse.follow.Followed;
import dev.gembourse.gateway.kafka.KafkaSettings;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Collectors;
import org.apache.kafka.clients.consumer.Consumer;
import org.apache.kafka.clients.consumer.ConsumerConfig;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.common.TopicPartition;
import org.springframework.stereotype.Component;

/** Looks up single records of the command topics, and where the topics end. */
@Component
class CommandLog {

    private static final Duration PATIENCE = Duration.ofSeconds(2);

    private final ConsumerPool consumers;

    CommandLog(KafkaSettings kafka, OperationSettings settings) {
        Map<String, Object> properties = kafka.consumer();
        properties.put(ConsumerConfig.AUTO_OFFSET_RESET_CONFIG, "none");
        properties.put(ConsumerConfig.MAX_POLL_RECORDS_CONFIG, 1);
        properties.put(ConsumerConfig.MAX_PARTITION_FETCH_BYTES_CONFIG, 16 * 1024);
        properties.put(ConsumerConfig.DEFAULT_API_TIMEOUT_MS_CONFIG, Math.toIntExact(PATIENCE.toMillis()));
        properties.put(ConsumerConfig.REQUEST_TIMEOUT_MS_CONFIG, Math.toIntExact(PATIENCE.toMillis()));
        this.consumers = new ConsumerPool(properties, settings.logReaders(), PATIENCE);
    }

    /**
     * The command that asks for an operation at a position; empty if something else or nothing stands there, so that nobody can
     * make an operation up.
     */
    Optional<Accepted> find(Area area, StreamPosition position, OperationId operation) {
        return consumers.use(consumer -> read(consumer, area, position)
                .map(Followed::new)
                .filter(record -> operation.toString().equals(record.header(Headers.CORRELATION_ID)))
                .map(record -> accepted(area, position, operation, record)));
    }

    /** The next offset of every partition of an area's command topic. */
    Map<Integer, Long> ends(Area area) {
        return consumers.use(consumer -> {
            List<TopicPartition> partitions = consumer.partitionsFor(area.commands()).stream()
                    .map(info -> new TopicPartition(info.topic(), info.partition()))
                    .toList();
            return consumer.endOffsets(partitions).entrySet().stream()
                    .collect(Collectors.toMap(end -> end.getKey().partition(), Map.Entry::getValue));
        });
    }

    private static Optional<ConsumerRecord<byte[], byte[]>> read(
            Consumer<byte[], byte[]> consumer, Area area, StreamPosition position) {
        if (position.partition() >= consumer.partitionsFor(area.commands()).size()) {
            return Optional.empty();
        }
        TopicPartition partition = new TopicPartition(area.commands(), position.partition());
        List<TopicPartition> only = List.of(partition);
        if (position.index() >= consumer.endOffsets(only).getOrDefault(partition, 0L)
                || position.index() < consumer.beginningOffsets(only).getOrDefault(partition, 0L)) {
            return Optional.empty();
        }
        consumer.assign(only);
        consumer.seek(partition, position.index());
        for (ConsumerRecord<byte[], byte[]> record : consumer.poll(PATIENCE)) {
            if (record.offset() == position.index()) {
                return Optional.of(record);
            }
        }
        return Optional.empty();
    }

    private static Accepted accepted(Area area, StreamPosition position, OperationId operation, Followed record) {
        try {
            return switch (area) {
                case TRADING -> {
                    TradingCommand command = record.read(Contracts.TRADING_COMMANDS);
                    yield new Accepted(
                            operation,
                            area,
                            command.kind().name(),
                            command.accountId().toString(),
                            null,
                            command.submittedAt(),
                            position);
                }
                case MARKET -> {
                    MarketCommand command = record.read(Contracts.MARKET_COMMANDS);
                    yield new Accepted(
                            operation,
                            area,
                            command.kind().name(),
                            null,
                            command.symbol().value(),
                            command.submittedAt(),
                            position);
                }
            };
        } catch (UnreadableMessage willBeQuarantined) {
            return new Accepted(operation, area, "UNKNOWN", null, null, null, position);
        }
    }
}
