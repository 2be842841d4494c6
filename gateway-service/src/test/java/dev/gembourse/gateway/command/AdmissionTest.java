package dev.gembourse.gateway.command;

import static org.assertj.core.api.Assertions.assertThat;

import dev.gembourse.events.wire.Topics;
import dev.gembourse.gateway.fixture.Answered;
import dev.gembourse.gateway.fixture.FakeService.Reply;
import dev.gembourse.gateway.fixture.RunningGateway;
import dev.gembourse.stack.fixture.SharedInfrastructure;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.stream.IntStream;
import org.apache.kafka.common.utils.Utils;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.Test;

/** A gateway whose settlement is behind, or away. */
class AdmissionTest {

    private static final RunningGateway GATEWAY = RunningGateway.on(
            SharedInfrastructure.get().broker(),
            "--gembourse.gateway.admission.oldest=3s",
            "--gembourse.gateway.admission.interval=50ms");

    @AfterAll
    static void stop() {
        GATEWAY.close();
    }

    @Test
    void aPartitionThatIsTooFarBehindTakesNoMoreCommandsUntilItHasCaughtUp() {
        behind(1, 3.5);

        Awaitility.await()
                .atMost(Duration.ofSeconds(10))
                .untilAsserted(() -> assertThat(deposit(1).status()).isEqualTo(503));

        Answered refused = deposit(1);
        assertThat(refused.code()).isEqualTo("OVERLOADED");
        assertThat(refused.header("Retry-After")).isNotNull();
        assertThat(deposit(0).status()).as("another partition").isEqualTo(202);
        assertThat(GATEWAY.get("/v1/assets").status()).as("reading").isEqualTo(200);
        behind(1, 0.5);
        Awaitility.await()
                .atMost(Duration.ofSeconds(10))
                .untilAsserted(() -> assertThat(deposit(1).status()).isEqualTo(202));
    }

    @Test
    void whileSettlementDoesNotAnswerAtAllCommandsAreTakenForAsLongAsOneMayWait() {
        behind(1, 0);
        assertThat(deposit(0).status()).isEqualTo(202);
        Awaitility.await()
                .atMost(Duration.ofSeconds(10))
                .until(() -> GATEWAY.processor.asked().contains("/v1/ops/lag"));
        long begun = System.nanoTime();
        GATEWAY.processor.on("/v1/ops/lag", query -> {
            throw new IllegalStateException("as if nobody were there");
        });

        Awaitility.await()
                .atMost(Duration.ofSeconds(20))
                .untilAsserted(() -> assertThat(deposit(0).code()).isEqualTo("OVERLOADED"));

        assertThat(Duration.ofNanos(System.nanoTime() - begun)).isGreaterThan(Duration.ofSeconds(3));
        for (int partition = 0; partition < 4; partition++) {
            assertThat(deposit(partition).code()).isEqualTo("OVERLOADED");
        }
        assertThat(GATEWAY.get("/v1/assets").status()).as("reading").isEqualTo(200);
        behind(1, 0);
        Awaitility.await()
                .atMost(Duration.ofSeconds(10))
                .untilAsserted(() -> assertThat(deposit(1).status()).isEqualTo(202));
    }

    private static void behind(int late, double seconds) {
        List<Map<String, Object>> lines = IntStream.range(0, 4)
                .mapToObj(partition -> Map.<String, Object>ofEntries(
                        Map.entry("service", "trade-processor"),
                        Map.entry("topic", Topics.TRADING_COMMANDS),
                        Map.entry("partition", partition),
                        Map.entry("records", 1),
                        Map.entry("seconds", partition == late ? seconds : 0),
                        Map.entry("state", "OK"),
                        Map.entry("owned", true),
                        Map.entry("nextOffset", 0),
                        Map.entry("journalSeq", 0),
                        Map.entry("publishedSeq", 0),
                        Map.entry("quarantined", 0)))
                .toList();
        GATEWAY.processor.on("/v1/ops/lag", Reply.ok(lines));
    }

    private static Answered deposit(int partition) {
        String account = UUID.randomUUID().toString();
        while (Utils.toPositive(Utils.murmur2(account.getBytes())) % 4 != partition) {
            account = UUID.randomUUID().toString();
        }
        return GATEWAY.post("/v1/accounts/" + account + "/deposits", "{\"currency\":\"USD\",\"amount\":\"1\"}");
    }
}
