package dev.gembourse.gateway.command;

import dev.gembourse.events.trading.TradingCommand;
import dev.gembourse.events.wire.Contracts;
import dev.gembourse.events.wire.Message;
import dev.gembourse.gateway.kafka.KafkaSettings;
import dev.gembourse.gateway.problem.ProblemCode;
import dev.gembourse.gateway.problem.ProblemException;
import dev.gembourse.gateway.trace.Trace;
import java.util.concurrent.CompletableFuture;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.common.KafkaException;
import org.springframework.beans.factory.DisposableBean;
import org.springframework.stereotype.Component;

/**
 * Publishes commands of partners, in the order in which they are handed over: were one left out, a withdrawal could come before the deposit
 * it needs. For one thread.
 */
@Component
public class RelayedCommands implements DisposableBean {

    private final PatientProducer producer;
    private final Admission admission;

    RelayedCommands(KafkaSettings kafka, Admission admission) {
        this.producer = new PatientProducer(kafka);
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
    public CompletableFuture<Void> publish(TradingCommand command, String source, String causationId, Trace trace) {
        if (command instanceof TradingCommand.FollowUp) {
            throw new IllegalArgumentException("expected a command that a partner may give but got " + command);
        }
        Message message = Contracts.TRADING_COMMANDS.write(command);
        admission.require(message);
        ProducerRecord<byte[], byte[]> record = CommandRecord.relayed(
                message, command.operationId(), command.submittedAt(), trace.traceParent(), source, causationId);
        CompletableFuture<Void> acknowledged;
        try {
            acknowledged = producer.send(record);
        } catch (KafkaException | IllegalStateException e) {
            producer.giveUp();
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

    /** Forgets what is not acknowledged, so that it can be handed over again, in order. */
    public void giveUp() {
        producer.giveUp();
    }

    /** What is not acknowledged by then is relayed again by whoever reads it next. */
    @Override
    public void destroy() {
        producer.end();
    }
}
