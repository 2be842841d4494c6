package dev.gembourse.peer.bare;

import java.time.Duration;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ConcurrentHashMap;
import org.apache.kafka.clients.consumer.Consumer;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.context.annotation.Profile;
import org.springframework.kafka.core.ConsumerFactory;
import org.springframework.stereotype.Component;

/** Requests that wait for their outcome, and the thread that brings it to them. */
@Component
@Profile("bare-edge")
class BareOutcomes {

    private static final Logger LOG = LoggerFactory.getLogger(BareOutcomes.class);
    private static final Duration POLL = Duration.ofMillis(500);

    private final ConcurrentHashMap<String, CompletableFuture<byte[]>> waiting = new ConcurrentHashMap<>();

    BareOutcomes(BareTopics topics, ConsumerFactory<String, byte[]> consumers) {
        Thread.ofPlatform().daemon().name("outcomes").start(() -> follow(topics.outcomes(), consumers));
    }

    /** What will be the outcome of the trade with this key; to be asked for before the trade is sent. */
    CompletableFuture<byte[]> of(String key) {
        CompletableFuture<byte[]> outcome = new CompletableFuture<>();
        waiting.put(key, outcome);
        return outcome;
    }

    private void follow(String topic, ConsumerFactory<String, byte[]> consumers) {
        try (Consumer<String, byte[]> consumer = BareTopics.read(topic, consumers)) {
            while (true) {
                for (ConsumerRecord<String, byte[]> record : consumer.poll(POLL)) {
                    CompletableFuture<byte[]> outcome = waiting.remove(record.key());
                    if (outcome != null) {
                        outcome.complete(record.value());
                    }
                }
            }
        } catch (RuntimeException e) {
            LOG.error("no outcomes can be read any more: the process ends", e);
            Runtime.getRuntime().halt(1);
        }
    }
}
