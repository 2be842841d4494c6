package dev.gembourse.gateway.mqtt;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import com.hivemq.client.mqtt.datatypes.MqttQos;
import com.hivemq.client.mqtt.mqtt5.Mqtt5AsyncClient;
import com.hivemq.client.mqtt.mqtt5.Mqtt5Client;
import dev.gembourse.events.market.MarketCommand.PriceTick;
import dev.gembourse.events.market.TickSource;
import dev.gembourse.events.value.Price;
import dev.gembourse.events.value.Symbol;
import dev.gembourse.gateway.fixture.FakeService.Reply;
import dev.gembourse.gateway.fixture.HeardLog;
import dev.gembourse.gateway.fixture.RunningGateway;
import dev.gembourse.gateway.fixture.SentCommands;
import dev.gembourse.stack.broker.LocalBroker;
import dev.gembourse.stack.fixture.SharedInfrastructure;
import dev.gembourse.stack.mqtt.LocalMqtt;
import dev.gembourse.stack.process.BuildFolder;
import dev.gembourse.stack.process.Ports;
import io.micrometer.core.instrument.MeterRegistry;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.IntStream;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Prices over MQTT while brokers and gateways come and go, on servers that may be harmed. */
class PriceStreamTest {

    private static final String TOPIC = "prices/metals";
    private static final Instant BEGIN =
            Instant.now().truncatedTo(ChronoUnit.SECONDS).minus(Duration.ofHours(1));

    @Test
    void eachAcknowledgedMessageIsTakenWhateverIsAwayMeanwhile(@TempDir Path home) throws Exception {
        assumeTrue(
                SharedInfrastructure.get().isLocal(),
                "brokers are killed here, and only processes of the local stack can be");
        try (LocalMqtt mqtt = LocalMqtt.in(home.resolve("mqtt"), Ports.free());
                LocalBroker kafka = LocalBroker.startIn(home)) {
            mqtt.start();
            try (RunningGateway one = gateway(kafka, mqtt, "one")) {
                one.create("AU");
                badMessagesAreToldAndTheStreamGoesOn(one, mqtt);
                theDocumentsLineTellsAPrice(one, mqtt);
                RunningGateway two = gateway(kafka, mqtt, "two");
                Awaitility.await().until(() -> two.get("/v1/assets/AU").status() == 200);
                twoGatewaysShareTheMessages(one, two, mqtt);
                aKilledBrokerLosesNothing(one, mqtt);
                two.close();
                messagesWaitWhileKafkaIsAway(one, mqtt, kafka);
            }
            messagesWaitForAGateway(kafka, mqtt);
        }
    }

    private static void badMessagesAreToldAndTheStreamGoesOn(RunningGateway gateway, LocalMqtt mqtt) {
        gateway.processor.on("/v1/assets/NOSUCH", Reply.problem(404, "ASSET_NOT_FOUND", "there is none"));
        Mqtt5AsyncClient publisher = publisher(mqtt);
        try (HeardLog log = new HeardLog()) {
            publish(publisher, "no JSON\r\n{\"message\":\"forged\"}").join();
            publish(publisher, tick(1).replace("AU", "NOSUCH")).join();
            publish(publisher, tick(1).replace(BEGIN.plusMillis(1).toString(), "2999-01-01T00:00:00Z"))
                    .join();
            publish(publisher, tick(1)).join();
            gateway.sent.only(idOf(1));

            assertThat(count(gateway, "unreadable")).isEqualTo(1);
            assertThat(count(gateway, "unknown_asset")).isEqualTo(1);
            assertThat(count(gateway, "from_future")).isEqualTo(1);
            assertThat(log.records())
                    .filteredOn(record -> record.contains("is passed over"))
                    .hasSize(3)
                    .anySatisfy(record -> assertThat(record).contains("there is no asset with symbol NOSUCH"));
        }
        PriceTick told = (PriceTick) SentCommands.market(gateway.sent.only(idOf(1)));
        assertThat(told.price()).isEqualTo(Price.of("50.25"));
        assertThat(told.available()).isEqualByComparingTo("100");
        publisher.disconnect().join();
    }

    private static void theDocumentsLineTellsAPrice(RunningGateway gateway, LocalMqtt mqtt) throws Exception {
        if (new ProcessBuilder("bash", "-c", "command -v mosquitto_pub > /dev/null")
                        .start()
                        .waitFor()
                != 0) {
            return; // Debian: apt-get install mosquitto-clients
        }
        Matcher line = Pattern.compile("mosquitto_pub -p 1883.*?\n```", Pattern.DOTALL)
                .matcher(Files.readString(BuildFolder.root().resolve("docs/market-data.md")));
        assertThat(line.find()).isTrue();
        gateway.create("GOLD");
        String command = line.group().replace("```", "").replace("1883", Integer.toString(mqtt.port()));
        Process publisher =
                new ProcessBuilder("bash", "-c", command).inheritIO().start();
        assertThat(publisher.waitFor()).isZero();
        Awaitility.await().until(() -> gateway.sent.countOfKey("GOLD") == 1);
    }

    /** The broker decides who gets which, and may give many in a row to one. */
    private static void twoGatewaysShareTheMessages(RunningGateway one, RunningGateway two, LocalMqtt mqtt) {
        double before = count(one, "taken");
        List<Integer> numbers = new ArrayList<>();
        Awaitility.await().until(() -> {
            List<Integer> more = IntStream.range(100 + numbers.size(), 200 + numbers.size())
                    .boxed()
                    .toList();
            publishAll(mqtt, more);
            numbers.addAll(more);
            return count(one, "taken") > before && count(two, "taken") > 0;
        });

        awaitTicks(one, numbers);
        assertThat(numbers)
                .allSatisfy(number -> assertThat(one.sent.of(idOf(number)))
                        .as("tick %d", number)
                        .hasSize(1));
        Awaitility.await().until(() -> count(one, "taken") - before + count(two, "taken") == numbers.size());
    }

    /** What was not acknowledged to the publisher is the publisher's to send again. */
    private static void aKilledBrokerLosesNothing(RunningGateway gateway, LocalMqtt mqtt) {
        Mqtt5AsyncClient publisher = publisher(mqtt);
        List<CompletableFuture<Boolean>> acknowledged = new ArrayList<>();
        for (int number = 100_000; number < 100_400; number++) {
            acknowledged.add(publish(publisher, tick(number)).handle((done, failure) -> failure == null));
        }
        acknowledged.get(100).join();
        mqtt.kill();
        mqtt.start();

        List<Integer> kept = IntStream.range(100_000, 100_400)
                .filter(number -> acknowledged.get(number - 100_000).join())
                .boxed()
                .toList();
        assertThat(kept).hasSizeGreaterThan(50);
        awaitTicks(gateway, kept);
        publishAll(mqtt, List.of(100_400));
        awaitTicks(gateway, List.of(100_400));
    }

    private static void messagesWaitWhileKafkaIsAway(RunningGateway gateway, LocalMqtt mqtt, LocalBroker kafka) {
        kafka.pause();
        List<Integer> numbers = IntStream.range(200_000, 200_050).boxed().toList();
        publishAll(mqtt, numbers);
        assertThat(gateway.sent.of(idOf(200_000))).isEmpty();
        kafka.resume();

        awaitTicks(gateway, numbers);
    }

    private static void messagesWaitForAGateway(LocalBroker kafka, LocalMqtt mqtt) {
        List<Integer> numbers = IntStream.range(300_000, 300_050).boxed().toList();
        publishAll(mqtt, numbers);
        mqtt.restart();
        try (RunningGateway later = gateway(kafka, mqtt, "one")) {
            awaitTicks(later, numbers);
            assertThat(later.get("/actuator/health").status()).isEqualTo(200);
        }
    }

    /** One that has subscribed: before its first subscription the broker keeps nothing for it. */
    private static RunningGateway gateway(LocalBroker kafka, LocalMqtt mqtt, String clientId) {
        RunningGateway gateway = RunningGateway.on(
                kafka,
                "--gembourse.mqtt.server=" + mqtt.url(),
                "--gembourse.mqtt.client-id=" + clientId,
                "--gembourse.mqtt.receive-maximum=20",
                "--gembourse.mqtt.retry=500ms");
        Awaitility.await()
                .until(() -> gateway.bean(MeterRegistry.class)
                                .get("gembourse.mqtt.connected")
                                .gauge()
                                .value()
                        == 1);
        return gateway;
    }

    private static Mqtt5AsyncClient publisher(LocalMqtt mqtt) {
        Mqtt5AsyncClient client = Mqtt5Client.builder()
                .identifier("metals")
                .serverHost("127.0.0.1")
                .serverPort(mqtt.port())
                .buildAsync();
        client.connect().join();
        return client;
    }

    private static void publishAll(LocalMqtt mqtt, List<Integer> numbers) {
        Mqtt5AsyncClient publisher = publisher(mqtt);
        numbers.stream()
                .map(number -> publish(publisher, tick(number)))
                .toList()
                .forEach(CompletableFuture::join);
        publisher.disconnect().join();
    }

    private static CompletableFuture<?> publish(Mqtt5AsyncClient publisher, String text) {
        return publisher
                .publishWith()
                .topic(TOPIC)
                .qos(MqttQos.AT_LEAST_ONCE)
                .payload(text.getBytes(UTF_8))
                .send();
    }

    private static String tick(int number) {
        return "{\"stock_id\":\"AU\",\"name\":\"Gold\",\"price\":50.25,\"availability\":100,\"timestamp\":\"%s\"}"
                .formatted(BEGIN.plusMillis(number));
    }

    private static String idOf(int number) {
        return PriceTick.of(
                        new Symbol("AU"),
                        new TickSource("mqtt:" + TOPIC),
                        null,
                        Price.of("50.25"),
                        null,
                        BEGIN.plusMillis(number),
                        BEGIN)
                .operationId()
                .toString();
    }

    private static void awaitTicks(RunningGateway gateway, List<Integer> numbers) {
        Awaitility.await()
                .atMost(Duration.ofSeconds(30))
                .untilAsserted(() -> assertThat(numbers)
                        .allMatch(number -> !gateway.sent.of(idOf(number)).isEmpty()));
    }

    private static double count(RunningGateway gateway, String result) {
        var counter = gateway.bean(MeterRegistry.class)
                .find("gembourse.mqtt.messages")
                .tag("result", result)
                .counter();
        return counter == null ? 0 : counter.count();
    }
}
