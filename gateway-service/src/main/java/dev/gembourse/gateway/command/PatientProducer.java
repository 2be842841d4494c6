package dev.gembourse.gateway.command;

import dev.gembourse.gateway.kafka.KafkaSettings;
import java.time.Duration;
import java.util.HashMap;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import org.apache.kafka.clients.producer.KafkaProducer;
import org.apache.kafka.clients.producer.Producer;
import org.apache.kafka.clients.producer.ProducerConfig;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.common.KafkaException;
import org.jspecify.annotations.Nullable;

/**
 * Publishes records that somebody else keeps until they are acknowledged, in the order in which they are handed over. It never gives up by
 * itself: if it did, it could leave out a record and publish the next. Connects when there is something to publish. For one thread.
 */
final class PatientProducer {

    private static final Duration END_WITHIN = Duration.ofSeconds(2);

    private final KafkaSettings kafka;
    private volatile @Nullable Producer<byte[], byte[]> producer;
    private volatile boolean ended;

    PatientProducer(KafkaSettings kafka) {
        this.kafka = kafka;
    }

    /**
     * Hands a record to Kafka; may wait a bounded time for Kafka's metadata.
     *
     * @return completes when all in-sync replicas have it; exceptionally when it has to be handed over again
     * @throws KafkaException when it was not handed over
     * @throws IllegalStateException the same, after {@link #end} too
     */
    @SuppressWarnings("FutureReturnValueIgnored") // the callback tells everything
    CompletableFuture<Void> send(ProducerRecord<byte[], byte[]> record) {
        CompletableFuture<Void> acknowledged = new CompletableFuture<>();
        producer().send(record, (metadata, failure) -> {
            if (failure == null) {
                acknowledged.complete(null);
            } else {
                acknowledged.completeExceptionally(failure);
            }
        });
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
    void giveUp() {
        Producer<byte[], byte[]> known = producer;
        producer = null;
        if (known != null) {
            known.close(END_WITHIN);
        }
    }

    /** As {@link #giveUp}, for good. */
    void end() {
        ended = true;
        giveUp();
    }
}
