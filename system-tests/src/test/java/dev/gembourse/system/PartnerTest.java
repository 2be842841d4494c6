package dev.gembourse.system;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import dev.gembourse.events.partner.PartnerName;
import dev.gembourse.events.value.OperationId;
import dev.gembourse.events.value.Symbol;
import dev.gembourse.events.view.OperationView;
import dev.gembourse.stack.access.ClientFile;
import dev.gembourse.stack.access.PartnerAccess;
import dev.gembourse.stack.supervisor.SupervisedPart;
import dev.gembourse.system.Commands.Ended;
import dev.gembourse.tools.client.Reply;
import dev.gembourse.tools.partner.PartnerCommand;
import java.math.BigDecimal;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import org.apache.kafka.clients.producer.KafkaProducer;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.common.serialization.ByteArraySerializer;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;

/** Another service writes commands to Kafka, with nothing but what {@code ./gembourse partner} has given it. */
@ExtendWith(Running.class)
class PartnerTest {

    private static final Duration SOON = Duration.ofSeconds(40);
    private static final int RECORDS = 200;
    private static final int KILLS = 2;

    @Test
    void whatAPartnerAsksForHappensOnceForAccountsThatHaveGrantedIt(TheSystem system) throws Exception {
        Player player = system.player("1000");
        Player stranger = system.player("1000");
        Symbol symbol = system.asset("10.00");
        Ended ended = partner("acme", system);
        PartnerAccess acme = new PartnerAccess(system.home(), new PartnerName("acme"));
        Map<String, Object> client = new ClientFile(acme.javaFile()).read();
        Ended again = partner("acme", system);
        Reply granted = system.gateway()
                .send("PUT", player.path() + "/partners/acme", null, Map.of("permissions", List.of("trade")));

        write(client, acme, "order-1", buy(player, symbol));
        write(client, acme, "order-1", buy(player, symbol));
        write(client, acme, "order-2", buy(stranger, symbol));
        write(client, acme, "order-3", buy(player, symbol));

        OperationView first = settled(system, acme, "order-1");
        OperationView last = settled(system, acme, "order-3");
        assertThat(ended.exitCode()).as(ended.err()).isZero();
        assertThat(again.out()).isEqualTo(ended.out()).contains(acme.topic(), "/partners/acme");
        assertThat(new ClientFile(acme.javaFile()).read()).isEqualTo(client);
        assertThat(granted.isSuccess()).as(granted.detail()).isTrue();
        assertThat(first.operationId()).isNotEqualTo(last.operationId());
        assertThat(player.standingAfter(last).tradeCount()).isEqualTo(2);
        assertThat(stranger.cash()).isEqualByComparingTo("1000");
        await().atMost(SOON)
                .untilAsserted(() -> assertThat(system.gateway()
                                .get("/v1/partners/acme/quarantine")
                                .body()
                                .toString())
                        .contains("order-2"));
        assertThat(system.findings()).isEmpty();
    }

    @Test
    void everyRecordTakesEffectOnceThoughTheGatewayIsKilledAgainAndAgain(TheSystem system) throws Exception {
        Player player = system.player("1000");
        Symbol symbol = system.asset("1.00");
        partner("steadfast", system);
        PartnerAccess partner = new PartnerAccess(system.home(), new PartnerName("steadfast"));
        system.gateway()
                .send("PUT", player.path() + "/partners/steadfast", null, Map.of("permissions", List.of("trade")));

        try (KafkaProducer<byte[], byte[]> producer = producer(new ClientFile(partner.javaFile()).read())) {
            for (int i = 1; i <= RECORDS; i++) {
                var _ = producer.send(record(partner, "order-" + i, buy(player, symbol)));
                if (i % (RECORDS / KILLS) == 0) {
                    producer.flush();
                    gateway(system).crash();
                    await().atMost(SOON).until(() -> gateway(system).isReady());
                }
            }
        }

        OperationView last = settled(system, partner, "order-" + RECORDS);
        assertThat(player.standingAfter(last).tradeCount()).isEqualTo(RECORDS);
        assertThat(player.cash()).isEqualByComparingTo(BigDecimal.valueOf(1000 - RECORDS));
        assertThat(system.findings()).isEmpty();
    }

    private static SupervisedPart gateway(TheSystem system) {
        return system.stack().parts().stream()
                .filter(part -> part.name().equals("gateway-service"))
                .findFirst()
                .orElseThrow();
    }

    @Test
    void anotherSourceThanTheRegisteredOneIsNamed(TheSystem system) {
        partner("steady", system);

        Ended ended = partner("steady", system, "--source=/elsewhere");

        assertThat(ended.exitCode()).isEqualTo(1);
        assertThat(ended.err()).contains("/partners/steady", "--source");
    }

    private static Ended partner(String name, TheSystem system, String... more) {
        String[] arguments = new String[more.length + 2];
        arguments[0] = name;
        arguments[1] = "--home=" + system.home();
        System.arraycopy(more, 0, arguments, 2, more.length);
        return Commands.run(new PartnerCommand(), arguments);
    }

    private static String buy(Player player, Symbol symbol) {
        return "{\"accountId\":\"%s\",\"symbol\":\"%s\",\"side\":\"BUY\",\"quantity\":\"1\"}"
                .formatted(player.id(), symbol);
    }

    private static void write(Map<String, Object> client, PartnerAccess partner, String id, String data)
            throws Exception {
        try (KafkaProducer<byte[], byte[]> producer = producer(client)) {
            producer.send(record(partner, id, data)).get();
        }
    }

    private static KafkaProducer<byte[], byte[]> producer(Map<String, Object> client) {
        return new KafkaProducer<>(client, new ByteArraySerializer(), new ByteArraySerializer());
    }

    private static ProducerRecord<byte[], byte[]> record(PartnerAccess partner, String id, String data) {
        ProducerRecord<byte[], byte[]> record = new ProducerRecord<>(partner.topic(), data.getBytes(UTF_8));
        record.headers()
                .add("ce_specversion", "1.0".getBytes(UTF_8))
                .add("ce_id", id.getBytes(UTF_8))
                .add("ce_source", ("/partners/" + partner.name()).getBytes(UTF_8))
                .add("ce_type", "dev.gembourse.partner.PlaceTrade.v1".getBytes(UTF_8));
        return record;
    }

    private static OperationView settled(TheSystem system, PartnerAccess partner, String id) {
        String path = "/v1/operations/" + OperationId.of("partner:/partners/" + partner.name(), id);
        await().atMost(SOON)
                .until(() -> system.gateway()
                        .get(path)
                        .body()
                        .path("status")
                        .asString("")
                        .equals("SETTLED"));
        return system.gateway().get(path, OperationView.class);
    }
}
