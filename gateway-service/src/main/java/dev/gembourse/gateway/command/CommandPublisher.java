package dev.gembourse.gateway.command;

import dev.gembourse.events.value.OperationId;
import dev.gembourse.events.value.StreamPosition;
import dev.gembourse.events.wire.Message;
import dev.gembourse.gateway.kafka.KafkaSettings;
import dev.gembourse.gateway.kafka.PublicationLimits;
import io.micrometer.core.instrument.MeterRegistry;
import io.micrometer.core.instrument.binder.kafka.KafkaClientMetrics;
import java.time.Duration;
import java.time.Instant;
import java.util.concurrent.Semaphore;
import java.util.function.BiConsumer;
import org.apache.kafka.clients.producer.KafkaProducer;
import org.apache.kafka.clients.producer.Producer;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.jspecify.annotations.Nullable;
import org.springframework.beans.factory.DisposableBean;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.stereotype.Component;

/**
 * Publishes commands through the one producer of this process. Thread-safe. How many may be unacknowledged is bounded, so that
 * a broker that is away costs bounded memory.
 */
@Component
class CommandPublisher implements DisposableBean {

    private final Producer<byte[], byte[]> producer;
    private final KafkaClientMetrics metrics;
    private final Semaphore room;

    @Autowired
    CommandPublisher(KafkaSettings kafka, PublicationLimits limits, MeterRegistry meters) {
        this(new KafkaProducer<>(kafka.producer()), limits, meters);
    }

    CommandPublisher(Producer<byte[], byte[]> producer, PublicationLimits limits, MeterRegistry meters) {
        this.producer = producer;
        this.metrics = new KafkaClientMetrics(producer);
        metrics.bindTo(meters);
        this.room = new Semaphore(limits.maxUnderWay());
    }

    /**
     * Hands a command to Kafka; may wait a bounded time for Kafka's metadata or for room in the buffer.
     *
     * @param done called once, with the command's place in the log or with the reason why that is not known
     * @return false, without calling {@code done}, when too many are under way already
     */
    @SuppressWarnings("FutureReturnValueIgnored") // the callback tells everything
    boolean publish(
            Message message,
            OperationId operation,
            Instant time,
            String traceParent,
            BiConsumer<@Nullable StreamPosition, @Nullable Exception> done) {
        ProducerRecord<byte[], byte[]> record = CommandRecord.ours(message, operation, time, traceParent);
        if (!room.tryAcquire()) {
            return false;
        }
        try {
            producer.send(record, (metadata, failure) -> {
                room.release();
                if (failure == null) {
                    done.accept(new StreamPosition(metadata.partition(), metadata.offset()), null);
                } else {
                    done.accept(null, failure);
                }
            });
        } catch (RuntimeException e) {
            room.release();
            done.accept(null, e);
        }
        return true;
    }

    /** Sends what has been handed over. Comes after the web server has stopped taking requests. */
    @Override
    public void destroy() {
        producer.close(Duration.ofSeconds(10));
        metrics.close();
    }
}
