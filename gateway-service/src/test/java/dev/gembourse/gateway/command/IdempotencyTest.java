package dev.gembourse.gateway.command;

import static org.assertj.core.api.Assertions.assertThat;

import dev.gembourse.events.trading.TradingEvent.CommandRepeated;
import dev.gembourse.events.trading.TradingEvent.Deposited;
import dev.gembourse.events.value.AccountId;
import dev.gembourse.events.value.Money;
import dev.gembourse.events.value.OperationId;
import dev.gembourse.events.value.StreamPosition;
import dev.gembourse.events.view.OperationView;
import dev.gembourse.gateway.fixture.Answered;
import dev.gembourse.gateway.fixture.FakeService.Reply;
import dev.gembourse.gateway.fixture.RunningGateway;
import java.math.BigDecimal;
import java.time.Instant;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import org.junit.jupiter.api.Test;

class IdempotencyTest {

    private static final String ONE = "{\"currency\":\"USD\",\"amount\":\"1\"}";
    private static final String TWO = "{\"currency\":\"USD\",\"amount\":\"2\"}";

    private final RunningGateway gateway = RunningGateway.shared();
    private final AccountId account = new AccountId(UUID.randomUUID());
    private final String deposits = "/v1/accounts/" + account + "/deposits";
    private final OperationId operation = OperationId.of(account.toString(), "key");

    @Test
    void aRetryIsTheSameOperationAndIsNotPublishedAgain() {
        Answered first = gateway.post(deposits, ONE, "Idempotency-Key", "key");

        Answered retry = gateway.post(deposits, "{\"amount\":1.00,\"currency\":\"USD\"}", "Idempotency-Key", "\"key\"");

        assertThat(retry.status()).isEqualTo(202);
        assertThat(retry.body()).isEqualTo(first.body());
        assertThat(retry.header("Location")).isEqualTo(first.header("Location"));
        assertThat(retry.header("Idempotency-Replayed")).isEqualTo("true");
        assertThat(first.header("Idempotency-Replayed")).isNull();
        gateway.sent.only(operation.toString());
    }

    @Test
    void fiftyRequestsAtOnceAreOneCommand() throws Exception {
        List<Future<Answered>> answers;
        try (var pool = Executors.newVirtualThreadPerTaskExecutor()) {
            answers = pool.invokeAll(
                    Collections.nCopies(50, () -> gateway.post(deposits, ONE, "Idempotency-Key", "key")));
        }

        for (Future<Answered> answer : answers) {
            assertThat(answer.get().status()).isEqualTo(202);
            assertThat(answer.get().header("Location"))
                    .isEqualTo(answers.getFirst().get().header("Location"));
        }
        gateway.sent.only(operation.toString());
    }

    @Test
    void otherContentUnderTheSameKeyIsRefusedByTheJournal() {
        gateway.post(deposits, ONE, "Idempotency-Key", "key");
        theKeyBelongsToOne();
        gateway.sent.whenTrading(command -> gateway.journals.publish(repeated(false)));

        Answered other = gateway.post(deposits, TWO, "Idempotency-Key", "key", "Prefer", "wait=5");
        Answered another = gateway.post(
                "/v1/accounts/" + account + "/withdrawals", ONE, "Idempotency-Key", "key", "Prefer", "wait=5");

        assertThat(other.status()).isEqualTo(422);
        assertThat(other.code()).isEqualTo("IDEMPOTENCY_KEY_REUSED");
        assertThat(other.at("/operationId")).isEqualTo(operation.toString());
        assertThat(another.code()).isEqualTo("IDEMPOTENCY_KEY_REUSED");
    }

    @Test
    void aRetryIsNotRefusedBecauseSomethingElseWasAskedForMeanwhile() {
        theKeyBelongsToOne(); // as it was before this gateway started
        Answered intruder = gateway.post(deposits, TWO, "Idempotency-Key", "key");
        gateway.sent.whenTrading(command -> gateway.journals.publish(repeated(true)));

        Answered rightful = gateway.post(deposits, ONE, "Idempotency-Key", "key", "Prefer", "wait=5");

        assertThat(intruder.status()).as("nobody knows yet").isEqualTo(202);
        assertThat(rightful.status()).as(rightful.body()).isEqualTo(201);
        assertThat(rightful.header("Idempotency-Replayed")).isEqualTo("true");
    }

    @Test
    void theRefusalOfSomebodyElsesMisuseIsNotTakenForOurs() {
        theKeyBelongsToOne();
        gateway.sent.whenTrading(command -> gateway.journals.publish(repeated(false))); // to another gateway's command

        Answered rightful = gateway.post(deposits, ONE, "Idempotency-Key", "key", "Prefer", "wait=5");

        assertThat(rightful.status()).as(rightful.body()).isEqualTo(201);
    }

    @Test
    void theAnswerToSomebodyElsesRetryIsNotTakenForOurs() {
        theKeyBelongsToOne();
        gateway.sent.whenTrading(command -> gateway.journals.publish(repeated(true))); // to another gateway's command

        Answered misuse = gateway.post(deposits, TWO, "Idempotency-Key", "key", "Prefer", "wait=5");

        assertThat(misuse.code()).as(misuse.body()).isEqualTo("IDEMPOTENCY_KEY_REUSED");
    }

    @Test
    void theSameKeyOnAnotherAccountIsAnotherOperation() {
        Answered first = gateway.post(deposits, ONE, "Idempotency-Key", "key");
        Answered second =
                gateway.post("/v1/accounts/" + UUID.randomUUID() + "/deposits", ONE, "Idempotency-Key", "key");

        assertThat(second.at("/operationId")).isNotEqualTo(first.at("/operationId"));
    }

    @Test
    void aWaitingRetryIsAnsweredAsTheFirstTime() {
        gateway.sent.whenTrading(command -> gateway.journals.publish(deposited()));
        Answered first = gateway.post(deposits, ONE, "Idempotency-Key", "key", "Prefer", "wait=5");
        gateway.processor.on("/v1/operations/" + operation, Reply.ok(settled()));

        Answered retry = gateway.post(deposits, ONE, "Idempotency-Key", "key", "Prefer", "wait=5");

        assertThat(first.status()).isEqualTo(201);
        assertThat(retry.status()).isEqualTo(201);
        assertThat(retry.header("Idempotency-Replayed")).isEqualTo("true");
        assertThat(retry.header("Outcome-Position")).isEqualTo("2.7");
        assertThat(retry.at("/transferId")).isEqualTo("t1");
    }

    @Test
    void afterARestartTheProcessorTellsThatItWasAskedBefore() {
        gateway.processor.on("/v1/operations/" + operation, Reply.ok(settled()));
        gateway.sent.whenTrading(command -> gateway.journals.publish(repeated(true)));

        Answered answer = gateway.post(deposits, ONE, "Idempotency-Key", "key", "Prefer", "wait=5");

        assertThat(answer.status()).isEqualTo(201);
        assertThat(answer.header("Idempotency-Replayed")).isEqualTo("true");
        assertThat(answer.at("/transferId")).isEqualTo("t1");
    }

    @Test
    void afterARestartTheProcessorTellsThatTheKeyWasUsedForSomethingElse() {
        theKeyBelongsToOne();
        gateway.sent.whenTrading(command -> gateway.journals.publish(repeated(false)));

        Answered answer = gateway.post(deposits, TWO, "Idempotency-Key", "key", "Prefer", "wait=5");
        gateway.sent.whenTrading(command -> gateway.journals.publish(repeated(true)));
        Answered rightful = gateway.post(deposits, ONE, "Idempotency-Key", "key", "Prefer", "wait=5");

        assertThat(answer.status()).isEqualTo(422);
        assertThat(answer.code()).isEqualTo("IDEMPOTENCY_KEY_REUSED");
        assertThat(rightful.status())
                .as("the key still belongs to the first content")
                .isEqualTo(201);
    }

    @Test
    void anOutcomeOfOtherContentUnderTheSameKeyIsNotTakenForOurs() {
        theKeyBelongsToOne();
        gateway.sent.whenTrading(command -> {
            gateway.journals.publish(deposited());
            gateway.journals.publish(repeated(false));
        });

        Answered answer = gateway.post(deposits, TWO, "Idempotency-Key", "key", "Prefer", "wait=5");

        assertThat(answer.code()).isEqualTo("IDEMPOTENCY_KEY_REUSED");
    }

    @Test
    void aRefusalIsRepeatedAsARefusal() {
        gateway.sent.whenTrading(command -> gateway.journals.publish(repeated(true)));
        gateway.processor.on(
                "/v1/operations/" + operation,
                Reply.ok(new OperationView(
                        operation,
                        account.toString(),
                        null,
                        "WITHDRAWAL",
                        OperationView.Status.REFUSED,
                        "INSUFFICIENT_CASH",
                        "expected 1 USD but got 0",
                        Instant.EPOCH,
                        Instant.EPOCH,
                        new StreamPosition(1, 5),
                        null)));

        Answered answer = gateway.post(
                "/v1/accounts/" + account + "/withdrawals", ONE, "Idempotency-Key", "key", "Prefer", "wait=5");

        assertThat(answer.status()).isEqualTo(422);
        assertThat(answer.code()).isEqualTo("INSUFFICIENT_CASH");
        assertThat(answer.header("Idempotency-Replayed")).isEqualTo("true");
        assertThat(answer.header("Preference-Applied")).isEqualTo("wait=5");
        assertThat(answer.at("/position")).isEqualTo("1.5");
        assertThat(answer.at("/operationId")).isEqualTo(operation.toString());
    }

    @Test
    void openingWithTheSameKeyIsTheSameAccount() {
        String key = RunningGateway.newKey();

        Answered first = gateway.post("/v1/accounts", "{\"username\":\"same-one\"}", "Idempotency-Key", key);
        Answered retry = gateway.post("/v1/accounts", "{\"username\":\"same-one\"}", "Idempotency-Key", key);
        Answered other = gateway.post("/v1/accounts", "{\"username\":\"other-one\"}", "Idempotency-Key", key);

        assertThat(retry.body()).isEqualTo(first.body());
        assertThat(other.at("/operationId"))
                .as("whose name it is, the journal decides")
                .isEqualTo(first.at("/operationId"));
        String opened = String.valueOf(
                gateway.sent.of(first.at("/operationId")).getFirst().key());
        assertThat(OperationId.of(opened, key)).hasToString(first.at("/operationId"));
    }

    /** The processor does what it does for a key that was used for the first content: others are refused. */
    private void theKeyBelongsToOne() {
        gateway.processor.on(
                "/v1/operations/" + operation,
                query -> query.equals("scope=" + account + "&content=deposit+1+USD")
                        ? Reply.ok(settled())
                        : Reply.problem(422, "IDEMPOTENCY_KEY_REUSED", "asked for with other content before"));
    }

    private Deposited deposited() {
        return new Deposited(operation, account, Money.of("USD", "1"), new BigDecimal("1"), null, Instant.now());
    }

    private CommandRepeated repeated(boolean sameContent) {
        return new CommandRepeated(operation, account, sameContent, new StreamPosition(2, 7), Instant.now());
    }

    private OperationView settled() {
        return new OperationView(
                operation,
                account.toString(),
                null,
                "DEPOSIT",
                OperationView.Status.SETTLED,
                null,
                null,
                Instant.EPOCH,
                Instant.EPOCH,
                new StreamPosition(2, 7),
                Map.of("transferId", "t1"));
    }
}
