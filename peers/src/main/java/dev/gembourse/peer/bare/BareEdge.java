package dev.gembourse.peer.bare;

import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import org.apache.kafka.clients.producer.Producer;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.springframework.context.annotation.Profile;
import org.springframework.http.HttpStatus;
import org.springframework.kafka.core.ProducerFactory;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestBody;
import org.springframework.web.bind.annotation.RequestHeader;
import org.springframework.web.bind.annotation.ResponseStatus;
import org.springframework.web.bind.annotation.RestController;

/** Takes what a gateway takes, hands it on as it is, and answers with what comes back under the same key. */
@RestController
@Profile("bare-edge")
class BareEdge {

    private final Producer<String, byte[]> producer;
    private final BareOutcomes outcomes;
    private final String topic;

    BareEdge(BareTopics topics, BareOutcomes outcomes, ProducerFactory<String, byte[]> producers) {
        this.producer = producers.createProducer();
        this.outcomes = outcomes;
        this.topic = topics.trades();
    }

    @PostMapping("/v1/accounts/{accountId}/trades")
    @ResponseStatus(HttpStatus.CREATED)
    byte[] trade(@RequestHeader("Idempotency-Key") String key, @RequestBody byte[] trade)
            throws InterruptedException, ExecutionException {
        CompletableFuture<byte[]> outcome = outcomes.of(key);
        var _ = producer.send(new ProducerRecord<>(topic, key, trade), (_, failure) -> {
            if (failure != null) {
                outcome.completeExceptionally(failure);
            }
        });
        return outcome.get(); // a limit of time would wake the JVM's timer thread; the client has one
    }
}
