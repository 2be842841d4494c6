package dev.gembourse.bench.edge;

import dev.gembourse.bench.load.Population;
import dev.gembourse.bench.measure.BenchTopics;
import dev.gembourse.events.trading.TradingCommand.PlaceTrade;
import dev.gembourse.events.value.OperationId;
import dev.gembourse.events.value.Quantity;
import dev.gembourse.events.value.Side;
import dev.gembourse.events.wire.Contracts;
import java.math.BigDecimal;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.concurrent.atomic.AtomicLong;
import org.apache.kafka.clients.producer.KafkaProducer;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.common.serialization.ByteArraySerializer;

/** What the broker takes at all: the bytes of trade commands, acknowledged by all replicas, into a topic that nobody reads. */
final class RawProducer implements AutoCloseable {

    private static final String TOPIC = "bench.raw";
    private static final int PARTITIONS = 4;

    private final KafkaProducer<byte[], byte[]> producer;

    RawProducer(String bootstrap) throws InterruptedException {
        BenchTopics.create(bootstrap, PARTITIONS, TOPIC);
        this.producer = new KafkaProducer<>(
                Map.of("bootstrap.servers", bootstrap, "acks", "all", "linger.ms", 5, "batch.size", 128 * 1024),
                new ByteArraySerializer(),
                new ByteArraySerializer());
    }

    /** Sends as fast as it goes for as long as the window; how many per second were acknowledged. */
    double recordsPerSecond(Population population, Duration window) {
        List<byte[]> keys = population.accounts().stream()
                .map(account -> account.toString().getBytes(StandardCharsets.UTF_8))
                .toList();
        byte[] value = Contracts.TRADING_COMMANDS
                .write(new PlaceTrade(
                        OperationId.of("bench", "raw"),
                        population.accounts().getFirst(),
                        population.symbols().getFirst(),
                        Side.BUY,
                        new Quantity(BigDecimal.ONE),
                        null,
                        null,
                        Instant.now()))
                .value();
        AtomicLong acknowledged = new AtomicLong();
        long begin = System.nanoTime();
        for (int i = 0; System.nanoTime() - begin < window.toNanos(); i++) {
            var _ = producer.send(new ProducerRecord<>(TOPIC, keys.get(i % keys.size()), value), (place, failure) -> {
                if (failure == null) {
                    acknowledged.incrementAndGet();
                }
            });
        }
        producer.flush();
        return acknowledged.get() / ((System.nanoTime() - begin) / 1e9);
    }

    @Override
    public void close() {
        producer.close(Duration.ofSeconds(5));
    }
}
