package dev.gembourse.gateway.reversal;

import static org.assertj.core.api.Assertions.assertThat;

import dev.gembourse.events.trading.Compensation;
import dev.gembourse.events.trading.OperationKind;
import dev.gembourse.events.trading.TradingCommand.ReverseOperation;
import dev.gembourse.events.trading.TradingEvent.OperationReversed;
import dev.gembourse.events.value.AccountId;
import dev.gembourse.events.value.Currencies;
import dev.gembourse.events.value.Note;
import dev.gembourse.events.value.OperationId;
import dev.gembourse.events.value.StreamPosition;
import dev.gembourse.events.view.OperationView;
import dev.gembourse.events.view.OperationView.Status;
import dev.gembourse.events.wire.Topics;
import dev.gembourse.gateway.fixture.Answered;
import dev.gembourse.gateway.fixture.FakeService.Reply;
import dev.gembourse.gateway.fixture.RunningGateway;
import dev.gembourse.gateway.fixture.SentCommands;
import java.math.BigDecimal;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class ReversalTest {

    private final RunningGateway gateway = RunningGateway.shared();
    private final AccountId account = new AccountId(UUID.randomUUID());
    private final OperationId original = new OperationId(UUID.randomUUID());
    private final String reversal = "/v1/operations/" + original + "/reversal";

    @Test
    void aReversalGoesWhereItsOperationWent() {
        know(account.toString());
        gateway.sent.whenTrading(command -> {
            if (command instanceof ReverseOperation reverse
                    && reverse.original().equals(original)) {
                gateway.journals.publish(new OperationReversed(
                        reverse.operationId(),
                        account,
                        original,
                        OperationKind.DEPOSIT,
                        reverse.reason(),
                        List.of(new Compensation(
                                Currencies.USD,
                                new BigDecimal("-5"),
                                "TREASURY",
                                BigDecimal.ZERO,
                                BigDecimal.ZERO,
                                new BigDecimal("7"))),
                        Instant.now()));
            }
        });

        Answered answer = gateway.post(reversal, "{\"reason\":\"Entered twice\"}", "Prefer", "wait=5");

        assertThat(answer.status()).as(answer.body()).isEqualTo(201);
        assertThat(answer.at("/original")).isEqualTo(original.toString());
        assertThat(answer.at("/kind")).isEqualTo("DEPOSIT");
        assertThat(answer.at("/reason")).isEqualTo("Entered twice");
        assertThat(answer.at("/compensations/0/amount")).isEqualTo("-5");
        assertThat(SentCommands.trading(gateway.sent.only(answer.at("/reversalId"))))
                .isInstanceOfSatisfying(ReverseOperation.class, sent -> {
                    assertThat(sent.accountId()).isEqualTo(account);
                    assertThat(sent.reason()).isEqualTo(new Note("Entered twice"));
                });
    }

    @Test
    void aTradeIsTakenBackWithThePlaceAtWhichItsAssetWasSeen() {
        StreamPosition seen = gateway.create("RVSD");
        know(account.toString(), Map.of("symbol", "RVSD"));

        Answered answer = gateway.post(reversal, "{\"reason\":\"Entered twice\"}");

        assertThat(answer.status()).as(answer.body()).isEqualTo(202);
        assertThat(SentCommands.trading(gateway.sent.only(answer.at("/operationId"))))
                .isInstanceOfSatisfying(
                        ReverseOperation.class,
                        sent -> assertThat(sent.marketAtLeast()).isEqualTo(seen));
    }

    @Test
    void whatWasNeverAcceptedCannotBeTakenBack() {
        gateway.processor.on(
                "/v1/ops/progress",
                Reply.ok(Stream.of(Topics.TRADING_COMMANDS, Topics.MARKET_COMMANDS)
                        .flatMap(topic -> IntStream.range(0, 4)
                                .mapToObj(partition ->
                                        Map.of("topic", topic, "partition", partition, "nextOffset", Long.MAX_VALUE)))
                        .toList()));

        Answered answer = gateway.post(reversal, "{\"reason\":\"Entered twice\"}");

        gateway.processor.forget("/v1/ops/progress");
        assertThat(answer.status()).as(answer.body()).isEqualTo(404);
        assertThat(answer.at("/code")).isEqualTo("OPERATION_NOT_FOUND");
    }

    @Test
    void whatIsNotAboutAnAccountIsNeverTakenBack() {
        know(null);

        Answered answer = gateway.post(reversal, "{\"reason\":\"Entered twice\"}");

        assertThat(answer.status()).isEqualTo(422);
        assertThat(answer.at("/code")).isEqualTo("NOT_REVERSIBLE");
    }

    @ParameterizedTest
    @ValueSource(strings = {"{}", "{\"reason\":\"\"}", "{\"reason\":null}", "{\"reason\":1}", "{\"reason\":\"a\\tb\"}"})
    void aReversalNeedsAReason(String body) {
        know(account.toString());

        Answered answer = gateway.post(reversal, body);

        assertThat(answer.status()).isEqualTo(400);
        assertThat(answer.at("/errors/0/pointer")).isEqualTo("/reason");
    }

    private void know(@Nullable String about) {
        know(about, null);
    }

    private void know(@Nullable String about, @Nullable Object result) {
        gateway.processor.on(
                "/v1/operations/" + original,
                Reply.ok(new OperationView(
                        original,
                        about,
                        about == null ? "GOLD" : null,
                        about == null ? "CREATE_ASSET" : "DEPOSIT",
                        Status.SETTLED,
                        null,
                        null,
                        Instant.EPOCH,
                        Instant.EPOCH,
                        null,
                        result)));
    }
}
