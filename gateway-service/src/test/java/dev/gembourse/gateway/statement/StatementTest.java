package dev.gembourse.gateway.statement;

import static org.assertj.core.api.Assertions.assertThat;

import dev.gembourse.events.value.AccountId;
import dev.gembourse.events.value.StreamPosition;
import dev.gembourse.events.value.Unit;
import dev.gembourse.events.view.BalancesView;
import dev.gembourse.events.view.Listing;
import dev.gembourse.events.view.PageView;
import dev.gembourse.gateway.fixture.Answered;
import dev.gembourse.gateway.fixture.FakeService.Reply;
import dev.gembourse.gateway.fixture.RunningGateway;
import java.math.BigDecimal;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Questions about the past are handed on as they are meant, and the answers come back. */
class StatementTest {

    private final RunningGateway gateway = RunningGateway.shared();
    private final AccountId account = new AccountId(UUID.randomUUID());
    private final String path = "/v1/accounts/" + account;

    @Test
    void aFilterIsHandedOn() {
        gateway.processor.on(path + "/transfers", Reply.ok(new Listing<>(List.of(), new PageView(7, "0.9"))));

        Answered answer = gateway.get(path + "/transfers?unit=GC&kind=DEPOSIT&from=2026-01-01T00:00:00%2B01:00"
                + "&to=2026-02-01T00:00:00Z&cursor=0.17&limit=7&at-least=2.17");

        assertThat(answer.status()).as(answer.body()).isEqualTo(200);
        assertThat(answer.at("/page/nextCursor")).isEqualTo("0.9");
        assertThat(gateway.processor.asked())
                .contains(path + "/transfers?unit=GC&kind=DEPOSIT&from=2025-12-31T23%3A00%3A00Z"
                        + "&to=2026-02-01T00%3A00%3A00Z&at-least=2.17&cursor=0.17&limit=7");
    }

    @Test
    void aKindThatTheProcessorDoesNotKnowIsTheCallersFault() {
        gateway.processor.on(
                path + "/transfers",
                new Reply(
                        400,
                        Map.of(
                                "status",
                                400,
                                "code",
                                "INVALID_PARAMETER",
                                "errors",
                                List.of(Map.of("parameter", "kind", "detail", "expected one of [DEPOSIT]")))));

        Answered page = gateway.get(path + "/transfers?kind=X");
        Answered file = gateway.get(path + "/transfers/export?kind=X");

        assertThat(page.status()).isEqualTo(400);
        assertThat(page.at("/errors/0/parameter")).isEqualTo("kind");
        assertThat(file.status()).isEqualTo(400);
        assertThat(file.at("/errors/0/parameter")).isEqualTo("kind");
    }

    @ParameterizedTest
    @CsvSource({
        "'', ''",
        "?at=2026-01-01T01:00:00%2B01:00, ?at=2026-01-01T00%3A00%3A00Z",
        "?at=2.17&unit=USD, ?unit=USD&position=2.17",
        "?at-least=2.17, ?at-least=2.17"
    })
    void balancesAreAskedForByTimeOrPosition(String asked, String handedOn) {
        gateway.processor.on(
                path + "/balances",
                Reply.ok(new BalancesView(
                        new StreamPosition(2, 17),
                        List.of(new BalancesView.Line(new Unit("USD"), new BigDecimal("12.50"))))));

        Answered answer = gateway.get(path + "/balances" + asked);

        assertThat(answer.status()).as(answer.body()).isEqualTo(200);
        assertThat(answer.body())
                .isEqualTo("{\"asOf\":\"2.17\",\"balances\":[{\"unit\":\"USD\",\"balance\":\"12.50\"}]}");
        assertThat(gateway.processor.asked()).contains(path + "/balances" + handedOn);
    }
}
