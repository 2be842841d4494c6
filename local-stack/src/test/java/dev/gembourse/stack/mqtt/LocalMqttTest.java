package dev.gembourse.stack.mqtt;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import com.hivemq.client.mqtt.MqttGlobalPublishFilter;
import com.hivemq.client.mqtt.datatypes.MqttQos;
import com.hivemq.client.mqtt.mqtt5.Mqtt5AsyncClient;
import com.hivemq.client.mqtt.mqtt5.Mqtt5Client;
import com.hivemq.client.mqtt.mqtt5.message.publish.Mqtt5Publish;
import dev.gembourse.stack.process.Folders;
import dev.gembourse.stack.process.Ports;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.Consumer;
import java.util.stream.IntStream;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What was acknowledged to a publisher comes through a shared subscription, whenever the broker is killed. */
class LocalMqttTest {
    private static final String TOPIC = "prices/metals";
    private static final int UNDER_WAY = 10;

    @TempDir
    Path home;

    private LocalMqtt broker;
    private Mqtt5AsyncClient publisher;

    @BeforeEach
    void start() {
        broker = LocalMqtt.in(home, Ports.free());
        broker.start();
        publisher = client("publisher");
    }

    @AfterEach
    void stop() {
        broker.close();
    }

    /**
     * HiveMQ marks many more for a subscriber than it takes at a time. The marks of the first are gone before the kill, and those of the
     * second, behind them, are not.
     */
    @Test
    void messagesThatWereUnderWayAtAKillAreGivenAgain() {
        subscriber("first", nobody()).disconnect().join();
        List<String> sent = publish(0, 300);
        Mqtt5AsyncClient first = holder("first");
        holder("second");
        first.disconnect().join();
        sent.addAll(publish(300, 20));

        broker.kill();
        broker.start();

        awaitAll(sent, "second");
    }

    /**
     * HiveMQ writes the queue and then the text of a message. A kill between the two leaves a message without a text, as all of them are
     * here, and what is published next must not be taken for it.
     */
    @Test
    void whatWasNeverAcknowledgedHidesNoLaterMessage() {
        subscriber("first", nobody()).disconnect().join();
        publish(0, 30);

        broker.kill();
        Folders.delete(
                home.resolve("mqtt").resolve("data").resolve("persistence").resolve("publish_payload_store"));
        broker.start();
        publisher = client("publisher");

        awaitAll(publish(100, 40), "first");
    }

    private void awaitAll(List<String> expected, String name) {
        Set<String> given = ConcurrentHashMap.newKeySet();
        subscriber(name, message -> {
            given.add(new String(message.getPayloadAsBytes(), UTF_8));
            message.acknowledge();
        });
        Awaitility.await()
                .atMost(Duration.ofSeconds(30))
                .untilAsserted(() -> assertThat(given).containsExactlyInAnyOrderElementsOf(expected));
    }

    /** One that was given messages and acknowledges none of them. */
    private Mqtt5AsyncClient holder(String name) {
        AtomicInteger held = new AtomicInteger();
        Mqtt5AsyncClient client = subscriber(name, message -> held.incrementAndGet());
        Awaitility.await().untilAsserted(() -> assertThat(held).hasValue(UNDER_WAY));
        return client;
    }

    private static Consumer<Mqtt5Publish> nobody() {
        return message -> {};
    }

    /** Returns when all of them are acknowledged. */
    private List<String> publish(int first, int count) {
        List<String> messages = new ArrayList<>(IntStream.range(first, first + count)
                .mapToObj(Integer::toString)
                .toList());
        CompletableFuture.allOf(messages.stream()
                        .map(message -> publisher
                                .publishWith()
                                .topic(TOPIC)
                                .qos(MqttQos.AT_LEAST_ONCE)
                                .payload(message.getBytes(UTF_8))
                                .send())
                        .toArray(CompletableFuture[]::new))
                .join();
        return messages;
    }

    private Mqtt5AsyncClient subscriber(String name, Consumer<Mqtt5Publish> taker) {
        Mqtt5AsyncClient client = unconnected(name);
        client.publishes(MqttGlobalPublishFilter.ALL, taker, true);
        client.connectWith()
                .cleanStart(false)
                .sessionExpiryInterval(600)
                .restrictions()
                .receiveMaximum(UNDER_WAY)
                .applyRestrictions()
                .send()
                .join();
        client.subscribeWith()
                .topicFilter("$share/anybody/prices/#")
                .qos(MqttQos.AT_LEAST_ONCE)
                .send()
                .join();
        return client;
    }

    private Mqtt5AsyncClient client(String name) {
        Mqtt5AsyncClient client = unconnected(name);
        client.connect().join();
        return client;
    }

    private Mqtt5AsyncClient unconnected(String name) {
        return Mqtt5Client.builder()
                .identifier(name)
                .serverHost("127.0.0.1")
                .serverPort(broker.port())
                .buildAsync();
    }
}
