package dev.gembourse.gateway.operation;

import dev.gembourse.gateway.problem.ProblemCode;
import dev.gembourse.gateway.problem.ProblemException;
import java.time.Duration;
import java.util.Map;
import java.util.concurrent.ConcurrentLinkedDeque;
import java.util.concurrent.Semaphore;
import java.util.concurrent.TimeUnit;
import java.util.function.Function;
import org.apache.kafka.clients.consumer.Consumer;
import org.apache.kafka.clients.consumer.KafkaConsumer;
import org.apache.kafka.common.KafkaException;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** A few consumers, made when first needed, each used by one request at a time. */
final class ConsumerPool implements AutoCloseable {

    private static final Logger LOG = LoggerFactory.getLogger(ConsumerPool.class);

    private final Map<String, Object> properties;
    private final Semaphore permits;
    private final Duration patience;
    private final ConcurrentLinkedDeque<Consumer<byte[], byte[]>> idle = new ConcurrentLinkedDeque<>();

    ConsumerPool(Map<String, Object> properties, int size, Duration patience) {
        this.properties = Map.copyOf(properties);
        this.permits = new Semaphore(size, true);
        this.patience = patience;
    }

    /** Lends a consumer. A fault of Kafka, and having to wait too long for one, is {@code SERVICE_UNAVAILABLE}. */
    <T> T use(Function<Consumer<byte[], byte[]>, T> work) {
        acquire();
        try {
            Consumer<byte[], byte[]> consumer = idle.poll();
            return lend(consumer == null ? new KafkaConsumer<>(properties) : consumer, work);
        } catch (KafkaException e) {
            LOG.warn("the command log cannot be read: {}", e.toString());
            throw ProblemException.of(ProblemCode.SERVICE_UNAVAILABLE, "the log of commands cannot be read right now");
        } finally {
            permits.release();
        }
    }

    private <T> T lend(Consumer<byte[], byte[]> consumer, Function<Consumer<byte[], byte[]>, T> work) {
        boolean sound = false;
        try {
            T result = work.apply(consumer);
            sound = true;
            return result;
        } finally {
            if (sound) {
                idle.push(consumer);
            } else {
                consumer.close();
            }
        }
    }

    private void acquire() {
        try {
            if (!permits.tryAcquire(patience.toMillis(), TimeUnit.MILLISECONDS)) {
                throw ProblemException.of(
                        ProblemCode.SERVICE_UNAVAILABLE, "too many look-ups in the log of commands are under way");
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw ProblemException.of(ProblemCode.SERVICE_UNAVAILABLE, "the gateway is stopping");
        }
    }

    @Override
    public void close() {
        for (Consumer<byte[], byte[]> consumer = idle.poll(); consumer != null; consumer = idle.poll()) {
            consumer.close();
        }
    }
}
