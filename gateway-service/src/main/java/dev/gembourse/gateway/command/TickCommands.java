package dev.gembourse.gateway.command;

import dev.gembourse.events.market.MarketCommand.PriceTick;
import dev.gembourse.events.wire.Contracts;
import dev.gembourse.gateway.kafka.KafkaSettings;
import dev.gembourse.gateway.trace.Trace;
import java.time.Duration;
import java.util.HashMap;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import org.apache.kafka.clients.producer.KafkaProducer;
import org.apache.kafka.clients.producer.Producer;
import org.apache.kafka.clients.producer.ProducerConfig;
import org.apache.kafka.common.KafkaException;
import org.jspecify.annotations.Nullable;
import org.springframework.beans.factory.DisposableBean;
import org.springframework.stereotype.Component;

/**
 * Publishes ticks that a broker keeps until they are acknowledged, in the order in which they are handed over. Its producer is its own and
 * never gives up: one that did would let later ticks pass, and the one that comes after them is too old. Made when there is something to
 * publish. Settlement being behind keeps no tick back: its log is as good a place to wait as the other broker's. For one thread.
 */
@Component
public class TickCommands implements DisposableBean {

    private static final Duration END_WITHIN = Duration.ofSeconds(2);

    private final KafkaSettings kafka;
    private volatile @Nullable Producer<byte[], byte[]> producer;
    private volatile boolean ended;

    TickCommands(KafkaSettings kafka) {
        this.kafka = kafka;
    }

    /**
     * Hands a tick to Kafka; may wait a bounded time for Kafka's metadata.
     *
     * @return completes when all in-sync replicas have it; exceptionally when it has to be handed over again
     */
    @SuppressWarnings("FutureReturnValueIgnored") // the callback tells everything
    public CompletableFuture<Void> publish(PriceTick tick, Trace trace) {
        CompletableFuture<Void> acknowledged = new CompletableFuture<>();
        try {
            producer()
                    .send(
                            CommandRecord.ours(
                                    Contracts.MARKET_COMMANDS.write(tick),
                                    tick.operationId(),
                                    tick.submittedAt(),
                                    trace.traceParent()),
                            (metadata, failure) -> {
                                if (failure == null) {
                                    acknowledged.complete(null);
                                } else {
                                    acknowledged.completeExceptionally(failure);
                                }
                            });
        } catch (KafkaException | IllegalStateException e) {
            acknowledged.completeExceptionally(e);
        }
        return acknowledged;
    }

    private Producer<byte[], byte[]> producer() {
        Producer<byte[], byte[]> known = producer;
        if (ended) {
            throw new IllegalStateException("the gateway ends");
        }
        if (known == null) {
            Map<String, Object> settings = new HashMap<>(kafka.producer());
            settings.put(ProducerConfig.DELIVERY_TIMEOUT_MS_CONFIG, Integer.MAX_VALUE);
            known = new KafkaProducer<>(settings);
            producer = known;
        }
        return known;
    }

    /** Forgets what is not acknowledged, so that it can be handed over again, in order. */
    public void giveUp() {
        Producer<byte[], byte[]> known = producer;
        producer = null;
        if (known != null) {
            known.close(END_WITHIN);
        }
    }

    @Override
    public void destroy() {
        ended = true;
        giveUp();
    }
}
