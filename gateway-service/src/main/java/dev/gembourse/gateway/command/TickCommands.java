package dev.gembourse.gateway.command;

import dev.gembourse.events.market.MarketCommand.PriceTick;
import dev.gembourse.events.wire.Contracts;
import dev.gembourse.gateway.kafka.KafkaSettings;
import dev.gembourse.gateway.trace.Trace;
import java.util.concurrent.CompletableFuture;
import org.apache.kafka.common.KafkaException;
import org.springframework.beans.factory.DisposableBean;
import org.springframework.stereotype.Component;

/**
 * Publishes ticks that a broker keeps until they are acknowledged, in the order in which they are handed over: a tick that comes after
 * later ones is too old. Settlement being behind keeps no tick back: its log is as good a place to wait as the other broker's. For one thread.
 */
@Component
public class TickCommands implements DisposableBean {

    private final PatientProducer producer;

    TickCommands(KafkaSettings kafka) {
        this.producer = new PatientProducer(kafka);
    }

    /**
     * Hands a tick to Kafka; may wait a bounded time for Kafka's metadata.
     *
     * @return completes when all in-sync replicas have it; exceptionally when it has to be handed over again
     */
    public CompletableFuture<Void> publish(PriceTick tick, Trace trace) {
        try {
            return producer.send(CommandRecord.ours(
                    Contracts.MARKET_COMMANDS.write(tick),
                    tick.operationId(),
                    tick.submittedAt(),
                    trace.traceParent()));
        } catch (KafkaException | IllegalStateException e) {
            return CompletableFuture.failedFuture(e);
        }
    }

    /** Forgets what is not acknowledged, so that it can be handed over again, in order. */
    public void giveUp() {
        producer.giveUp();
    }

    @Override
    public void destroy() {
        producer.end();
    }
}
