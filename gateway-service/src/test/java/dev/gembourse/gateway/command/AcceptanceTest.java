package dev.gembourse.gateway.command;

import static org.assertj.core.api.Assertions.assertThat;

import dev.gembourse.events.trading.TradingCommand;
import dev.gembourse.events.trading.TradingCommand.Deposit;
import dev.gembourse.events.trading.TradingEvent.Deposited;
import dev.gembourse.events.value.AccountId;
import dev.gembourse.events.value.Money;
import dev.gembourse.events.value.OperationId;
import dev.gembourse.events.value.StreamPosition;
import dev.gembourse.events.wire.Headers;
import dev.gembourse.follow.Followed;
import dev.gembourse.gateway.fixture.Answered;
import dev.gembourse.gateway.fixture.RunningGateway;
import dev.gembourse.gateway.fixture.SentCommands;
import dev.gembourse.gateway.operation.Waiters;
import java.math.BigDecimal;
import java.time.Instant;
import java.util.Collections;
import java.util.List;
import java.util.UUID;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import org.junit.jupiter.api.Test;

class AcceptanceTest {

    private final RunningGateway gateway = RunningGateway.shared();
    private final AccountId account = new AccountId(UUID.randomUUID());
    private final String deposits = "/v1/accounts/" + account + "/deposits";

    @Test
    void aDepositIsAcceptedWhenKafkaHasIt() {
        Answered answer =
                gateway.post(deposits, "{\"currency\":\"USD\",\"amount\":\"100.00\"}", "Idempotency-Key", "\"first\"");

        String operation = OperationId.of(account.toString(), "first").toString();
        assertThat(answer.status()).isEqualTo(202);
        Followed record = gateway.sent.only(operation);
        String position = record.record().partition() + "." + record.record().offset();
        assertThat(answer.header("Location")).isEqualTo("/v1/operations/" + operation + "?position=" + position);
        assertThat(answer.header("Retry-After")).isEqualTo("1");
        assertThat(answer.at("/operationId")).isEqualTo(operation);
        assertThat(answer.at("/status")).isEqualTo("PENDING");
        assertThat(answer.at("/links/self")).isEqualTo(answer.header("Location"));
        assertThat(SentCommands.trading(record))
                .isEqualTo(new Deposit(
                        OperationId.of(operation),
                        account,
                        Money.of("USD", "100"),
                        Instant.parse(answer.at("/submittedAt"))));
    }

    @Test
    void aCommandCarriesTheHeadersOfACloudEvent() {
        String parent = "00-0af7651916cd43dd8448eb211c80319c-b7ad6b7169203331-01";

        Answered answer = gateway.post(deposits, "{\"currency\":\"USD\",\"amount\":\"1\"}", "traceparent", parent);

        Followed record = gateway.sent.only(answer.at("/operationId"));
        assertThat(record.header(Headers.SPEC_VERSION)).isEqualTo("1.0");
        assertThat(record.header(Headers.ID)).isEqualTo(answer.at("/operationId"));
        assertThat(record.header(Headers.CORRELATION_ID)).isEqualTo(answer.at("/operationId"));
        assertThat(record.header(Headers.SOURCE)).isEqualTo("/gembourse/gateway");
        assertThat(record.header(Headers.TYPE)).isEqualTo("dev.gembourse.trading.Deposit.v1");
        assertThat(record.header(Headers.TIME)).isEqualTo(answer.at("/submittedAt"));
        assertThat(record.header(Headers.CONTENT_TYPE)).isEqualTo("application/json");
        assertThat(record.header(Headers.TRACE_PARENT)).isEqualTo(parent);
        assertThat(record.record().headers().toArray()).hasSize(8);
    }

    @Test
    void aWaitingCallerIsAnsweredWithTheOutcome() {
        gateway.sent.whenTrading(this::settle);

        Answered answer = gateway.post(deposits, "{\"currency\":\"USD\",\"amount\":\"12.5\"}", "Prefer", "wait=5");

        assertThat(answer.status()).as(answer.body()).isEqualTo(201);
        assertThat(answer.header("Preference-Applied")).isEqualTo("wait=5");
        assertThat(answer.json().at("/balance").toString())
                .isEqualTo("{\"currency\":\"USD\",\"available\":\"112.50\",\"held\":\"37.50\",\"total\":\"150.00\"}");
        assertThat(StreamPosition.of(answer.header("Outcome-Position")).index()).isPositive();
    }

    @Test
    void noOutcomeIsMissedHoweverSoonItComes() throws Exception {
        gateway.sent.whenTrading(this::settle);
        List<Future<Answered>> answers;
        try (var pool = Executors.newVirtualThreadPerTaskExecutor()) {
            answers = pool.invokeAll(Collections.nCopies(
                    300, () -> gateway.post(deposits, "{\"currency\":\"USD\",\"amount\":\"1\"}", "Prefer", "wait=9")));
        }

        for (Future<Answered> answer : answers) {
            assertThat(answer.get().status()).isEqualTo(201);
        }
        assertThat(gateway.bean(Waiters.class).size()).isZero();
    }

    private void settle(TradingCommand command) {
        if (command instanceof Deposit deposit && deposit.accountId().equals(account)) {
            gateway.journals.publish(new Deposited(
                    deposit.operationId(),
                    account,
                    deposit.money(),
                    new BigDecimal("112.5"),
                    new BigDecimal("37.5"),
                    Instant.now()));
        }
    }
}
