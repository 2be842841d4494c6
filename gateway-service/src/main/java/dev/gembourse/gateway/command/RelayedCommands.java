package dev.gembourse.gateway.command;

import dev.gembourse.events.trading.TradingCommand;
import dev.gembourse.events.wire.Contracts;
import dev.gembourse.events.wire.Message;
import dev.gembourse.gateway.kafka.KafkaSettings;
import dev.gembourse.gateway.problem.ProblemCode;
import dev.gembourse.gateway.problem.ProblemException;
import dev.gembourse.gateway.trace.Trace;
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
import org.springframework.beans.factory.DisposableBean;
import org.springframework.stereotype.Component;

/**
 * Publishes commands of partners, in the order in which they are handed over. Its producer is its own and never gives up: one that
 * did could leave out a command and publish the next, and a withdrawal would come before the deposit it needs. It is made when there is
 * something to publish. For one thread.
 */
@Component
public class RelayedCommands implements DisposableBean {

    private static final Duration END_WITHIN = Duration.ofSeconds(2);

    private final KafkaSettings kafka;
    private final Admission admission;
    private volatile @Nullable Producer<byte[], byte[]> producer;
    private volatile boolean ended;

    RelayedCommands(KafkaSettings kafka, Admission admission) {
        this.kafka = kafka;
        this.admission = admission;
    }

    /**
     * Hands a command to Kafka.
     *
     * @param source of the partner's event
     * @param causationId the event's id
     * @return completes when all in-sync replicas have it
     * @throws ProblemException OVERLOADED or SERVICE_UNAVAILABLE: it was not handed over, and can be again
     * @throws IllegalArgumentException when it is one that settlement alone may send
     */
    @SuppressWarnings("FutureReturnValueIgnored") // the callback tells everything
    public CompletableFuture<Void> publish(TradingCommand command, String source, String causationId, Trace trace) {
        if (command instanceof TradingCommand.FollowUp) {
            throw new IllegalArgumentException("expected a command that a partner may give but got " + command);
        }
        Message message = Contracts.TRADING_COMMANDS.write(command);
        admission.require(message);
        CompletableFuture<Void> acknowledged = new CompletableFuture<>();
        ProducerRecord<byte[], byte[]> record = CommandRecord.relayed(
                message, command.operationId(), command.submittedAt(), trace.traceParent(), source, causationId);
        try {
            producer().send(record, (metadata, failure) -> {
                if (failure == null) {
                    acknowledged.complete(null);
                } else {
                    acknowledged.completeExceptionally(failure);
                }
            });
        } catch (KafkaException | IllegalStateException e) {
            giveUp();
            throw ProblemException.of(
                    ProblemCode.SERVICE_UNAVAILABLE, "Kafka does not take commands: " + e.getMessage());
        }
        if (acknowledged.isCompletedExceptionally()) {
            throw ProblemException.of(
                    ProblemCode.SERVICE_UNAVAILABLE,
                    "Kafka does not take commands: "
                            + acknowledged.exceptionNow().getMessage());
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

    /** What is not acknowledged by then is relayed again by whoever reads it next. */
    @Override
    public void destroy() {
        ended = true;
        giveUp();
    }
}
