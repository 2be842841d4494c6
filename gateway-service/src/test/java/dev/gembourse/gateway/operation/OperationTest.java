package dev.gembourse.gateway.operation;

import static org.assertj.core.api.Assertions.assertThat;

import dev.gembourse.events.trading.TradingCommand.Deposit;
import dev.gembourse.events.trading.TradingEvent.Deposited;
import dev.gembourse.events.value.AccountId;
import dev.gembourse.events.value.Money;
import dev.gembourse.events.value.OperationId;
import dev.gembourse.events.value.StreamPosition;
import dev.gembourse.events.view.OperationView;
import dev.gembourse.events.view.OperationView.Status;
import dev.gembourse.events.wire.Contracts;
import dev.gembourse.events.wire.Topics;
import dev.gembourse.gateway.fixture.Answered;
import dev.gembourse.gateway.fixture.FakeService.Reply;
import dev.gembourse.gateway.fixture.People;
import dev.gembourse.gateway.fixture.RunningGateway;
import java.math.BigDecimal;
import java.time.Duration;
import java.time.Instant;
import java.util.Map;
import java.util.UUID;
import java.util.concurrent.CompletableFuture;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.awaitility.Awaitility;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class OperationTest {

    private final RunningGateway gateway = RunningGateway.shared();
    private final AccountId account = new AccountId(UUID.randomUUID());

    @BeforeEach
    void theProcessorIsUpToDate() {
        progress(Long.MAX_VALUE);
    }

    @AfterEach
    void forget() {
        gateway.processor.forget("/v1/ops/progress");
    }

    @Test
    void anOperationIsPendingTheInstantItIsAccepted() {
        Answered accepted = deposit();
        pendingAt(accepted.at("/operationId"));

        Answered answer = gateway.get(accepted.at("/links/self"));

        assertThat(answer.status()).as(answer.body()).isEqualTo(200);
        assertThat(answer.at("/status")).isEqualTo("PENDING");
        assertThat(answer.at("/kind")).isEqualTo("DEPOSIT");
        assertThat(answer.at("/accountId")).isEqualTo(account.toString());
        assertThat(answer.at("/submittedAt")).isEqualTo(accepted.at("/submittedAt"));
        assertThat(gateway.get("/v1/operations/" + accepted.at("/operationId")).at("/status"))
                .as("without a position")
                .isEqualTo("PENDING");
    }

    @Test
    void somebodyElsesOperationLooksLikeNone() {
        String stranger = new People(gateway).player().token();
        Answered accepted = deposit();
        pendingAt(accepted.at("/operationId"));

        Answered foreign = gateway.get(accepted.at("/links/self") + "&wait=5", "Authorization", stranger);

        Answered none = gateway.get("/v1/operations/" + UUID.randomUUID(), "Authorization", stranger);
        assertThat(foreign.status()).as(foreign.body()).isEqualTo(404);
        assertThat(foreign.code()).isEqualTo("OPERATION_NOT_FOUND");
        assertThat(foreign.at("/detail")).isEqualTo(none.at("/detail"));
    }

    @Test
    void whatBecomesOfABatchIsItsOwnersToSee() {
        People people = new People(gateway);
        People.Person player = people.player();
        String stranger = people.player().token();
        gateway.create("BATCH");
        String body = """
                {"trades":[{"accountId":"%s","idempotencyKey":"k","symbol":"BATCH","side":"BUY","quantity":"1"}]}
                """.formatted(player.accountId());
        Answered batch = gateway.post("/v1/trades:batch", body, "Authorization", player.token());
        String id = batch.at("/items/0/operation/operationId");
        pendingAt(id);

        Answered foreign = gateway.get("/v1/operations/" + id, "Authorization", stranger);
        Answered again = gateway.post("/v1/trades:batch", body, "Authorization", stranger);

        assertThat(gateway.get("/v1/operations/" + id, "Authorization", player.token())
                        .at("/status"))
                .isEqualTo("PENDING");
        assertThat(foreign.code()).isEqualTo("OPERATION_NOT_FOUND");
        assertThat(again.at("/items/0/problem/code")).as("with the same key").isEqualTo("ACCOUNT_NOT_FOUND");
    }

    @Test
    void anOperationOfAnotherGatewayIsFoundInTheLog() {
        OperationId operation = new OperationId(UUID.randomUUID());
        StreamPosition position = publishElsewhere(operation, operation.toString());
        pendingAt(operation.toString());

        Answered answer = gateway.get("/v1/operations/" + operation + "?position=" + position);

        assertThat(answer.status()).as(answer.body()).isEqualTo(200);
        assertThat(answer.at("/status")).isEqualTo("PENDING");
        assertThat(answer.at("/kind")).isEqualTo("DEPOSIT");
        assertThat(answer.at("/accountId")).isEqualTo(account.toString());
        assertThat(answer.at("/submittedAt")).isEqualTo("2026-01-02T03:04:05.678Z");
    }

    @ParameterizedTest
    @ValueSource(strings = {"0.0", "3.0", "4.0", "99999.0", "0.999999", "1.999999999999999999"})
    void aForgedPositionIsNotFound(String position) {
        deposit();

        Answered answer = gateway.get("/v1/operations/" + UUID.randomUUID() + "?position=" + position);

        assertThat(answer.status()).as(answer.body()).isEqualTo(404);
        assertThat(answer.code()).isEqualTo("OPERATION_NOT_FOUND");
    }

    @Test
    void thePositionOfAnotherOperationIsNotFound() {
        Answered accepted = deposit();
        String position = accepted.at("/links/self").split("=", 2)[1];

        Answered answer = gateway.get("/v1/operations/" + UUID.randomUUID() + "?position=" + position);

        assertThat(answer.status()).isEqualTo(404);
    }

    @Test
    void anUnknownOperationIsNotFoundOnceEverythingAcceptedIsProcessed() {
        deposit();
        Instant begin = Instant.now();

        Answered answer = gateway.get("/v1/operations/" + UUID.randomUUID());

        assertThat(answer.status()).isEqualTo(404);
        assertThat(Duration.between(begin, Instant.now())).isLessThan(Duration.ofSeconds(2));
    }

    @Test
    void nothingIsSaidOfAnUnknownOperationWhileTheProcessorIsBehind() {
        deposit();
        progress(0);

        Answered answer = gateway.get("/v1/operations/" + UUID.randomUUID());

        assertThat(answer.status()).isEqualTo(503);
        assertThat(answer.code()).isEqualTo("NOT_YET_APPLIED");
        assertThat(answer.header("Retry-After")).isEqualTo("1");
    }

    @Test
    void aSettledOperationIsAnsweredOutOfTheProcessor() {
        OperationId operation = new OperationId(UUID.randomUUID());
        gateway.processor.on("/v1/operations/" + operation, Reply.ok(settled(operation)));

        Answered answer = gateway.get("/v1/operations/" + operation);

        assertThat(answer.status()).isEqualTo(200);
        assertThat(answer.at("/status")).isEqualTo("SETTLED");
        assertThat(answer.at("/position")).isEqualTo("2.9");
        assertThat(answer.at("/result/transferId")).isEqualTo("t9");
    }

    @Test
    void anOperationNamesThePartnersMessageThatAskedForIt() {
        OperationId operation = OperationId.ofPartner("/partners/x", "order-1");
        gateway.processor.on(
                "/v1/operations/" + operation, Reply.ok(settled(operation).with(null, "/partners/x", "order-1")));

        Answered answer = gateway.get("/v1/operations/" + operation);

        assertThat(answer.at("/source")).isEqualTo("/partners/x");
        assertThat(answer.at("/causationId")).isEqualTo("order-1");
    }

    @Test
    void aQuarantinedCommandIsShownAsSuch() {
        Answered accepted = deposit();
        gateway.processor.on(
                "/v1/operations/" + accepted.at("/operationId"),
                Reply.ok(view(OperationId.of(accepted.at("/operationId")), Status.QUARANTINED, null)));

        Answered answer = gateway.get(accepted.at("/links/self"));

        assertThat(answer.at("/status")).isEqualTo("QUARANTINED");
        assertThat(answer.at("/accountId")).isEqualTo(account.toString());
    }

    @Test
    void aQuarantinedCommandOfAnotherGatewayIsShownAsSuchWithoutItsPosition() {
        OperationId operation = new OperationId(UUID.randomUUID());
        StreamPosition position = publishElsewhere(operation, operation.toString());
        gateway.processor.on("/v1/operations/" + operation, Reply.ok(view(operation, Status.QUARANTINED, null)));

        Answered without = gateway.get("/v1/operations/" + operation);
        Answered with = gateway.get("/v1/operations/" + operation + "?position=" + position);

        assertThat(without.at("/status")).as(without.body()).isEqualTo("QUARANTINED");
        assertThat(with.at("/status")).isEqualTo("QUARANTINED");
        assertThat(with.at("/accountId")).isEqualTo(account.toString());
    }

    @Test
    void aLongPollEndsWithTheOutcome() {
        Answered accepted = deposit();
        OperationId operation = OperationId.of(accepted.at("/operationId"));
        pendingAt(operation.toString());

        var poll = CompletableFuture.supplyAsync(() -> gateway.get(accepted.at("/links/self") + "&wait=9"));
        Awaitility.await()
                .atMost(Duration.ofSeconds(5))
                .until(() -> gateway.bean(Waiters.class).isAwaited(operation.toString()));
        StreamPosition position = gateway.journals.publish(
                new Deposited(operation, account, Money.of("USD", "1"), BigDecimal.ONE, null, Instant.now()));

        Answered answer = poll.join();
        assertThat(answer.at("/status")).isEqualTo("SETTLED");
        assertThat(answer.at("/position")).isEqualTo(position.toString());
        assertThat(answer.at("/submittedAt")).isEqualTo(accepted.at("/submittedAt"));
        assertThat(answer.at("/result/balance/available")).isEqualTo("1.00");
        assertThat(answer.at("/result/balance/held")).isEqualTo("0.00");
        assertThat(answer.at("/result/transferId")).isEqualTo(position + ".0");
    }

    @Test
    void aLongPollEndsPendingWhenNothingComes() {
        Answered accepted = deposit();
        pendingAt(accepted.at("/operationId"));

        Answered answer = gateway.get(accepted.at("/links/self") + "&wait=1");

        assertThat(answer.at("/status")).isEqualTo("PENDING");
        assertThat(gateway.bean(Waiters.class).isAwaited(accepted.at("/operationId")))
                .isFalse();
    }

    @Test
    void whileTheProcessorIsAwayNothingIsInvented() {
        Answered accepted = deposit();
        gateway.processor.on("/v1/operations/" + accepted.at("/operationId"), new Reply(500, "boom"));

        Answered answer = gateway.get(accepted.at("/links/self"));

        assertThat(answer.status()).isEqualTo(503);
        assertThat(answer.code()).isEqualTo("SERVICE_UNAVAILABLE");
        assertThat(answer.header("Retry-After")).isEqualTo("1");
        assertThat(answer.body()).doesNotContain("boom");
    }

    private Answered deposit() {
        Answered accepted =
                gateway.post("/v1/accounts/" + account + "/deposits", "{\"currency\":\"USD\",\"amount\":\"1\"}");
        assertThat(accepted.status()).isEqualTo(202);
        return accepted;
    }

    /** The processor does what it does for a command that it has not processed yet: PENDING by position, else 404. */
    private void pendingAt(String operation) {
        gateway.processor.on(
                "/v1/operations/" + operation,
                query -> query.contains("position=") && query.contains("area=trading")
                        ? Reply.ok(view(OperationId.of(operation), Status.PENDING, null))
                        : Reply.problem(404, "OPERATION_NOT_FOUND", "no such operation"));
    }

    private StreamPosition publishElsewhere(OperationId operation, String correlationId) {
        Deposit command =
                new Deposit(operation, account, Money.of("USD", "1"), Instant.parse("2026-01-02T03:04:05.678Z"));
        return gateway.journals.send(
                Topics.TRADING_COMMANDS,
                Contracts.TRADING_COMMANDS.write(command),
                correlationId,
                new StreamPosition(0, 0));
    }

    private void progress(long nextOffset) {
        gateway.processor.on(
                "/v1/ops/progress",
                Reply.ok(Stream.of(Topics.TRADING_COMMANDS, Topics.MARKET_COMMANDS)
                        .flatMap(topic -> IntStream.range(0, 4)
                                .mapToObj(partition -> Map.of(
                                        "topic", topic, "partition", partition, "nextOffset", nextOffset, "area", "x")))
                        .toList()));
    }

    private OperationView settled(OperationId operation) {
        return view(operation, Status.SETTLED, Map.of("transferId", "t9"));
    }

    private OperationView view(OperationId operation, Status status, @Nullable Object result) {
        return new OperationView(
                operation,
                status == Status.SETTLED ? account.toString() : null,
                null,
                status == Status.SETTLED ? "DEPOSIT" : "UNKNOWN",
                status,
                null,
                null,
                null,
                null,
                status == Status.SETTLED ? new StreamPosition(2, 9) : null,
                result);
    }
}
