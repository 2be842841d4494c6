package dev.gembourse.gateway.tick;

import static org.assertj.core.api.Assertions.assertThat;

import dev.gembourse.events.market.MarketCommand.PriceTick;
import dev.gembourse.gateway.fixture.Answered;
import dev.gembourse.gateway.fixture.FakeService.Reply;
import dev.gembourse.gateway.fixture.RunningGateway;
import dev.gembourse.gateway.fixture.SentCommands;
import java.util.Collections;
import java.util.Locale;
import java.util.UUID;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Prices that are told over REST. */
class TickTest {

    private final RunningGateway gateway = RunningGateway.shared();
    private final String symbol =
            "T" + UUID.randomUUID().toString().substring(0, 7).toUpperCase(Locale.ROOT);

    @BeforeEach
    void create() {
        gateway.create(symbol);
    }

    @Test
    void theSameTickIsTheSameOperation() {
        String body = "{\"price\":\"51.30\",\"available\":\"120\",\"time\":\"2026-01-31T09:30:00.1234567Z\"}";

        Answered first = tell(body);
        Answered again = tell(body);

        assertThat(first.status()).as(first.body()).isEqualTo(202);
        assertThat(again.at("/operationId")).isEqualTo(first.at("/operationId"));
        PriceTick tick = (PriceTick) SentCommands.market(gateway.sent.only(first.at("/operationId")));
        assertThat(tick.source()).hasToString("rest:admin");
        assertThat(tick.price()).hasToString("51.3");
        assertThat(tick.available()).isEqualByComparingTo("120");
        assertThat(tick.time()).hasToString("2026-01-31T09:30:00.123456Z");
    }

    @Test
    void withoutATimeEachIsAnother() {
        assertThat(tell("{\"price\":\"5\"}").at("/operationId"))
                .isNotEqualTo(tell("{\"price\":\"5\"}").at("/operationId"));
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', textBlock = """
            400 | INVALID_REQUEST  | {}
            400 | INVALID_REQUEST  | {"price":"0"}
            400 | INVALID_REQUEST  | {"price":"-1"}
            400 | INVALID_REQUEST  | {"price":"NaN"}
            400 | INVALID_REQUEST  | {"price":NaN}
            400 | INVALID_REQUEST  | {"price":"1.123456789"}
            400 | INVALID_REQUEST  | {"price":"1","available":"-1"}
            400 | INVALID_REQUEST  | {"price":"1","available":"0.123456789"}
            400 | INVALID_REQUEST  | {"price":"1","time":"yesterday"}
            400 | INVALID_REQUEST  | {"price":"1","sequence":1.5}
            400 | INVALID_REQUEST  | {"price":"1","source":"a b"}
            400 | INVALID_REQUEST  | {"price":"1","source":"house"}
            400 | INVALID_REQUEST  | {"price":"1","extra":1}
            422 | TICK_FROM_FUTURE | {"price":"1","time":"2999-01-01T00:00:00Z"}
            """)
    void whatIsNoTickIsRefused(int status, String code, String body) {
        Answered answer = tell(body);

        assertThat(answer.status()).as(answer.body()).isEqualTo(status);
        assertThat(answer.code()).isEqualTo(code);
        assertThat(gateway.sent.countOfKey(symbol)).isZero();
    }

    @Test
    void eachTickOfABatchHasItsAnswer() {
        gateway.processor.on("/v1/assets/NOSUCH", Reply.problem(404, "ASSET_NOT_FOUND", "there is none"));

        Answered answer = gateway.post("/v1/ticks:batch", """
                {"source":"exchange","ticks":[{"symbol":"%1$s","price":"1","sequence":1},{"symbol":"%1$s","price":"0"},
                 {"symbol":"NOSUCH","price":"1"},null,{"symbol":"%1$s","price":"2","sequence":2}]}""".formatted(symbol));

        assertThat(answer.status()).as(answer.body()).isEqualTo(207);
        assertThat(answer.json().at("/items"))
                .extracting(item -> item.path("status").asInt())
                .containsExactly(202, 400, 404, 400, 202);
        PriceTick second =
                (PriceTick) SentCommands.market(gateway.sent.only(answer.at("/items/4/operation/operationId")));
        assertThat(second.sequence()).isEqualTo(2);
        assertThat(second.source()).hasToString("exchange");
        assertThat(gateway.sent.countOfKey(symbol)).isEqualTo(2);
    }

    @Test
    void aBatchHasOneToAThousandTicks() {
        String tick = "{\"symbol\":\"%s\",\"price\":\"1\"}".formatted(symbol);

        assertThat(gateway.post("/v1/ticks:batch", "{\"ticks\":[]}").code()).isEqualTo("INVALID_REQUEST");
        assertThat(gateway.post("/v1/ticks:batch", "{}").code()).isEqualTo("INVALID_REQUEST");
        assertThat(gateway.post(
                                "/v1/ticks:batch",
                                "{\"ticks\":[" + String.join(",", Collections.nCopies(1001, tick)) + "]}")
                        .code())
                .isEqualTo("INVALID_REQUEST");
        assertThat(gateway.sent.countOfKey(symbol)).isZero();
    }

    private Answered tell(String body) {
        return gateway.post("/v1/assets/" + symbol + "/ticks", body);
    }
}
