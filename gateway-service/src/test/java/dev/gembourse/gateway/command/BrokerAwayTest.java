package dev.gembourse.gateway.command;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import dev.gembourse.events.partner.PartnerMessage.Deposit;
import dev.gembourse.events.value.AccountId;
import dev.gembourse.events.value.Money;
import dev.gembourse.gateway.fixture.Answered;
import dev.gembourse.gateway.fixture.PartnerService;
import dev.gembourse.gateway.fixture.RunningGateway;
import dev.gembourse.stack.broker.LocalBroker;
import dev.gembourse.stack.fixture.SharedInfrastructure;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.Collections;
import java.util.List;
import java.util.UUID;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What becomes of commands while Kafka cannot be reached, on a broker of its own. */
class BrokerAwayTest {

    private static final String ONE = "{\"currency\":\"USD\",\"amount\":\"1\"}";

    @Test
    void withoutKafkaTheOutcomeIsUnknownAndARetryWithTheSameKeyIsOneOperation(@TempDir Path home) throws Exception {
        assumeTrue(
                SharedInfrastructure.get().isLocal(),
                "a broker is stopped here, and only processes of the local stack can be");
        try (LocalBroker broker = LocalBroker.startIn(home);
                RunningGateway gateway = RunningGateway.on(
                        broker,
                        "--gembourse.gateway.publication.ack-timeout=2s",
                        "--gembourse.gateway.publication.max-block=500ms",
                        "--gembourse.gateway.publication.max-under-way=5")) {
            String deposits = "/v1/accounts/" + UUID.randomUUID() + "/deposits";
            assertThat(gateway.post(deposits, ONE).status()).isEqualTo(202);
            PartnerService partner = PartnerService.registered(gateway);
            List<String> asked = partnerAsksAndTheBrokerStops(partner, broker);

            Instant begin = Instant.now();
            Answered unknown = gateway.post(deposits, ONE, "Idempotency-Key", "the-key");
            assertThat(unknown.status()).as(unknown.body()).isEqualTo(503);
            assertThat(unknown.code()).isEqualTo("OUTCOME_UNKNOWN");
            assertThat(unknown.header("Retry-After")).isEqualTo("1");
            assertThat(unknown.at("/operationId")).isNotEmpty();
            assertThat(Duration.between(begin, Instant.now())).isLessThan(Duration.ofSeconds(5));
            assertThat(gateway.get("/actuator/health/readiness").status()).isEqualTo(503);
            assertThat(gateway.get("/actuator/health/liveness").status()).isEqualTo(200);
            assertThat(gateway.get("/v1/operations/" + UUID.randomUUID()).status())
                    .isEqualTo(503);
            turnsAwayWhatIsTooMuch(gateway, deposits);
            aBatchEndsInTime(gateway);

            broker.start();
            gateway.awaitReady();
            Answered again = Awaitility.await()
                    .atMost(Duration.ofSeconds(30))
                    .until(
                            () -> gateway.post(deposits, ONE, "Idempotency-Key", "the-key"),
                            answer -> answer.status() == 202);
            assertThat(again.at("/operationId")).isEqualTo(unknown.at("/operationId"));
            assertThat(asked.stream().map(partner::relayed))
                    .as("first of what a partner has asked for")
                    .extracting(command -> command.record().offset())
                    .isSorted();
            partner.close();
        }
    }

    private static List<String> partnerAsksAndTheBrokerStops(PartnerService partner, LocalBroker broker) {
        String account = UUID.randomUUID().toString();
        partner.permittedBy(account, "fund");
        partner.relayed(partner.write("first", new Deposit(AccountId.of(account), Money.of("USD", "1"))));
        List<String> asked = IntStream.range(0, 50)
                .mapToObj(i -> partner.write("d" + i, new Deposit(AccountId.of(account), Money.of("USD", "1"))))
                .toList();
        broker.stop();
        return asked;
    }

    private static void turnsAwayWhatIsTooMuch(RunningGateway gateway, String deposits) throws Exception {
        List<Future<Answered>> answers;
        try (var pool = Executors.newVirtualThreadPerTaskExecutor()) {
            answers = pool.invokeAll(Collections.nCopies(60, () -> gateway.post(deposits, ONE)));
        }
        for (Future<Answered> answer : answers) {
            assertThat(answer.get().status()).isEqualTo(503);
        }
        assertThat(answers.stream().filter(answer -> answer.resultNow().code().equals("OVERLOADED")))
                .isNotEmpty();
    }

    private static void aBatchEndsInTime(RunningGateway gateway) {
        String items = IntStream.range(0, 100)
                .mapToObj(i ->
                        "{\"accountId\":\"%s\",\"idempotencyKey\":\"k%d\",\"symbol\":\"A\",\"side\":\"SELL\",\"quantity\":1}"
                                .formatted(UUID.randomUUID(), i))
                .collect(Collectors.joining(","));
        gateway.processor.on("/v1/assets/A", query -> {
            throw new IllegalStateException("the processor is away");
        });
        Instant begin = Instant.now();

        Answered answer = gateway.post("/v1/trades:batch", "{\"trades\":[" + items + "]}");

        assertThat(answer.status()).isEqualTo(207);
        assertThat(answer.json().at("/items"))
                .hasSize(100)
                .allSatisfy(item -> assertThat(item.at("/status").asInt()).isEqualTo(503));
        assertThat(Duration.between(begin, Instant.now())).isLessThan(Duration.ofSeconds(8));
    }
}
