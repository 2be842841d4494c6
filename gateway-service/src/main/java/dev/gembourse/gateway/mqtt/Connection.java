package dev.gembourse.gateway.mqtt;

import com.hivemq.client.mqtt.MqttGlobalPublishFilter;
import com.hivemq.client.mqtt.mqtt5.Mqtt5AsyncClient;
import com.hivemq.client.mqtt.mqtt5.message.publish.Mqtt5Publish;
import java.time.Duration;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Phaser;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;

/**
 * One connection with the MQTT broker. Messages are looked at one after the other, on a thread of its own, and acknowledged when they are
 * taken; the client sends acknowledgements in the order of the messages. The first one that cannot be taken ends it: those after it stay
 * without an acknowledgement too, so that the broker gives all of them to the next connection.
 */
final class Connection implements AutoCloseable {

    private static final Duration PATIENCE = Duration.ofSeconds(10);
    private static final Duration DRAIN_WITHIN = Duration.ofSeconds(5);

    private final MqttBroker broker;
    private final Taking taking;
    private final Mqtt5AsyncClient client;
    private final ExecutorService worker = Executors.newSingleThreadExecutor(
            Thread.ofPlatform().daemon().name("mqtt-messages").factory());
    private final CompletableFuture<Void> end = new CompletableFuture<>();
    private final Phaser underWay = new Phaser(1);

    Connection(MqttBroker broker, Taking taking) {
        this.broker = broker;
        this.taking = taking;
        this.client = broker.client(lost -> end.completeExceptionally(lost.getCause()));
    }

    /** Connects, and takes messages from then on. */
    void open() throws ConnectionLost, InterruptedException {
        client.publishes(MqttGlobalPublishFilter.ALL, this::take, worker, true);
        await(client.connect(broker.connect()));
        await(client.subscribe(broker.subscribe()));
    }

    /** Returns after {@link #end}. */
    void awaitEnd() throws ConnectionLost, InterruptedException {
        try {
            end.get();
        } catch (ExecutionException e) {
            throw new ConnectionLost(e.getCause() == null ? e : e.getCause());
        }
    }

    /** Takes nothing more. */
    void end() {
        end.complete(null);
    }

    @SuppressWarnings("FutureReturnValueIgnored") // what becomes of it is told to both
    private void take(Mqtt5Publish message) {
        if (end.isDone()) {
            return;
        }
        underWay.register();
        CompletableFuture<Void> taken;
        try {
            taken = taking.take(message.getTopic().toString(), message.getPayloadAsBytes());
        } catch (RuntimeException e) {
            taken = CompletableFuture.failedFuture(e);
        }
        taken.whenComplete((done, failure) -> {
            if (failure == null) {
                acknowledge(message);
            } else {
                end.completeExceptionally(failure);
            }
            underWay.arriveAndDeregister();
        });
    }

    /** One of the connection that is gone is no loss: the broker gives its message again. */
    private void acknowledge(Mqtt5Publish message) {
        try {
            message.acknowledge();
        } catch (IllegalStateException e) {
            end.completeExceptionally(e);
        }
    }

    private static void await(CompletableFuture<?> step) throws ConnectionLost, InterruptedException {
        try {
            step.get(PATIENCE.toMillis(), TimeUnit.MILLISECONDS);
        } catch (ExecutionException e) {
            throw new ConnectionLost(e.getCause() == null ? e : e.getCause());
        } catch (TimeoutException e) {
            throw new ConnectionLost(e);
        }
    }

    /** Leaves the session with the broker. Waits a little for what is under way, unless something is wrong. */
    @Override
    @SuppressWarnings("FutureReturnValueIgnored") // a broker that does not hear it sees the connection end
    public void close() {
        end.complete(null);
        if (!end.isCompletedExceptionally()) {
            drain();
        }
        worker.shutdownNow();
        try {
            if (end.isCompletedExceptionally()
                    && worker.awaitTermination(DRAIN_WITHIN.toMillis(), TimeUnit.MILLISECONDS)) {
                taking.giveUp();
            }
            client.disconnect().get(DRAIN_WITHIN.toMillis(), TimeUnit.MILLISECONDS);
        } catch (ExecutionException | TimeoutException notConnected) {
            return;
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    private void drain() {
        try {
            underWay.awaitAdvanceInterruptibly(underWay.arrive(), DRAIN_WITHIN.toMillis(), TimeUnit.MILLISECONDS);
        } catch (TimeoutException comesAgain) {
            return;
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }
}
