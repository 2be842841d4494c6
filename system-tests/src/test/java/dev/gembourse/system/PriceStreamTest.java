package dev.gembourse.system;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import com.hivemq.client.mqtt.datatypes.MqttQos;
import com.hivemq.client.mqtt.mqtt5.Mqtt5AsyncClient;
import com.hivemq.client.mqtt.mqtt5.Mqtt5Client;
import com.hivemq.client.mqtt.mqtt5.message.publish.Mqtt5PublishResult;
import dev.gembourse.events.value.Symbol;
import dev.gembourse.events.view.AssetView;
import dev.gembourse.events.view.StatisticsView;
import dev.gembourse.stack.supervisor.SupervisedPart;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;

/** Prices that come over MQTT, on a whole system. */
@ExtendWith(Running.class)
class PriceStreamTest {

    private static final Duration SOON = Duration.ofSeconds(60);

    /** Gateway, processor and broker start at the same time: on a busy machine that took 40 s until the gateway was connected. */
    private static final Duration AFTER_ALL_STARTED = Duration.ofMinutes(2);

    private static final int TICKS = 900;

    @Test
    void noTickIsLostOrTakenTwiceThoughBrokerGatewayAndProcessorAreKilled(TheSystem system) throws Exception {
        Symbol symbol = system.asset("1.00");
        Instant begin = Instant.now().minusSeconds(30);
        Mqtt5AsyncClient publisher = publisher(system);
        List<CompletableFuture<Mqtt5PublishResult>> acknowledged = new ArrayList<>();
        await().atMost(SOON)
                .until(
                        () -> { // before the gateway's first subscription nothing is kept for it
                            publish(publisher, symbol, 0, begin).join();
                            return ticks(system, "/v1/assets/" + symbol) == 2;
                        });

        for (int number = 1; number <= TICKS; number++) {
            acknowledged.add(publish(publisher, symbol, number, begin));
            switch (number) {
                case TICKS / 4 -> part(system, "gateway-service").crash();
                case TICKS / 2 -> part(system, "trade-processor").crash();
                case TICKS * 3 / 4 -> {
                    acknowledged.get(number - 2).join();
                    part(system, "mqtt").crash();
                }
                default -> {}
            }
        }
        CompletableFuture.allOf(acknowledged.toArray(CompletableFuture[]::new)).get(60, TimeUnit.SECONDS);
        publisher.disconnect().join();

        String path = "/v1/assets/" + symbol;
        await().atMost(AFTER_ALL_STARTED)
                .untilAsserted(() -> assertThat(ticks(system, path))
                        .as("those of the source, and the price that the asset began with")
                        .isEqualTo(TICKS + 2));
        await().atMost(SOON)
                .untilAsserted(() -> assertThat(system.gateway()
                                .get(path, AssetView.class)
                                .price()
                                .value())
                        .as("as soon as the gateway has heard of it")
                        .isEqualByComparingTo(TICKS + ".5"));
        assertThat(system.findings()).isEmpty();
        assertThat(ticks(system, path)).isEqualTo(TICKS + 2);
    }

    private static long ticks(TheSystem system, String path) {
        return system.gateway().get(path + "/statistics", StatisticsView.class).ticks();
    }

    /** Connects again by itself, and sends again what was not acknowledged. */
    private static Mqtt5AsyncClient publisher(TheSystem system) {
        Mqtt5AsyncClient client = Mqtt5Client.builder()
                .identifier(system.name("publisher"))
                .serverHost("127.0.0.1")
                .serverPort(part(system, "mqtt").port())
                .automaticReconnect()
                .initialDelay(100, TimeUnit.MILLISECONDS)
                .maxDelay(1, TimeUnit.SECONDS)
                .applyAutomaticReconnect()
                .buildAsync();
        client.connectWith().cleanStart(false).sessionExpiryInterval(600).send().join();
        return client;
    }

    private static CompletableFuture<Mqtt5PublishResult> publish(
            Mqtt5AsyncClient publisher, Symbol symbol, int number, Instant begin) {
        String tick = "{\"stock_id\":\"%s\",\"name\":\"any\",\"price\":%d.5,\"availability\":5,\"timestamp\":\"%s\"}"
                .formatted(symbol, number, begin.plusMillis(number));
        return publisher
                .publishWith()
                .topic("prices/" + symbol)
                .payload(tick.getBytes(UTF_8))
                .qos(MqttQos.AT_LEAST_ONCE)
                .send();
    }

    private static SupervisedPart part(TheSystem system, String name) {
        return system.stack().parts().stream()
                .filter(part -> part.name().equals(name))
                .findFirst()
                .orElseThrow();
    }
}
