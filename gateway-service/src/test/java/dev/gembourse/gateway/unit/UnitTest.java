package dev.gembourse.gateway.unit;

import static org.assertj.core.api.Assertions.assertThat;

import dev.gembourse.events.market.MarketCommand;
import dev.gembourse.events.market.MarketCommand.ChangeUnit;
import dev.gembourse.events.market.MarketCommand.DefineUnit;
import dev.gembourse.events.market.MarketEvent;
import dev.gembourse.events.market.MarketEvent.MarketOperationRefused;
import dev.gembourse.events.market.MarketEvent.UnitChanged;
import dev.gembourse.events.market.MarketEvent.UnitDefined;
import dev.gembourse.events.market.MarketRefusal;
import dev.gembourse.events.market.UnitDefinition;
import dev.gembourse.events.market.UnitKind;
import dev.gembourse.events.market.UnitStatus;
import dev.gembourse.events.trading.TradingCommand.Deposit;
import dev.gembourse.events.trading.TradingCommand.OpenAccount;
import dev.gembourse.events.value.StreamPosition;
import dev.gembourse.events.value.Unit;
import dev.gembourse.events.view.UnitView;
import dev.gembourse.gateway.fixture.Answered;
import dev.gembourse.gateway.fixture.FakeService.Reply;
import dev.gembourse.gateway.fixture.RunningGateway;
import dev.gembourse.gateway.fixture.SentCommands;
import java.time.Instant;
import java.util.UUID;
import org.junit.jupiter.api.Test;
import tools.jackson.databind.JsonNode;

class UnitTest {

    private final RunningGateway gateway = RunningGateway.shared();
    private final String account = "/v1/accounts/" + UUID.randomUUID();

    @Test
    void theBuiltInUnitsAreThereFromTheStart() {
        assertThat(gateway.get("/v1/units/LP").body())
                .isEqualTo("{\"unit\":\"LP\",\"name\":\"Loyalty Points\",\"kind\":\"VIRTUAL\",\"scale\":0,"
                        + "\"status\":\"OPEN\"}");
        assertThat(gateway.get("/v1/units").json().at("/items").values())
                .extracting(unit -> unit.at("/unit").asString())
                .contains("BTC", "DI", "ETH", "EUR", "GBP", "GC", "LP", "USD")
                .isSorted();
    }

    @Test
    void aUnitIsDefinedAndUsedAtOnce() {
        gateway.sent.whenMarket(this::settle);

        Answered defined = define("UNIT-A", "Shards", 3);
        Answered shown = gateway.get("/v1/units/UNIT-A?at-least=" + defined.header("Outcome-Position"));
        Answered deposit = gateway.post(account + "/deposits", "{\"currency\":\"UNIT-A\",\"amount\":\"1.5\"}");
        Answered tooFine = gateway.post(account + "/deposits", "{\"currency\":\"UNIT-A\",\"amount\":\"1.5555\"}");
        Answered opened = gateway.post(
                "/v1/accounts",
                "{\"username\":\"unit-a\",\"initialDeposit\":{\"currency\":\"UNIT-A\",\"amount\":\"1.5\"}}");

        assertThat(defined.status()).as(defined.body()).isEqualTo(201);
        assertThat(defined.header("Location")).isEqualTo("/v1/units/UNIT-A");
        assertThat(shown.body()).isEqualTo(defined.body());
        StreamPosition position = StreamPosition.of(defined.header("Outcome-Position"));
        assertThat(((Deposit) command(deposit)).marketAtLeast()).isEqualTo(position);
        assertThat(((OpenAccount) command(opened)).marketAtLeast()).isEqualTo(position);
        assertThat(tooFine.code()).isEqualTo("AMOUNT_SCALE_EXCEEDED");
    }

    @Test
    void whatIsBuiltInNeedsNoPosition() {
        Answered deposit = gateway.post(account + "/deposits", "{\"currency\":\"USD\",\"amount\":\"1\"}");

        assertThat(((Deposit) command(deposit)).marketAtLeast()).isNull();
    }

    @Test
    void aChangeIsAnsweredWith200() {
        gateway.sent.whenMarket(this::settle);
        define("UNIT-B", "Shards", 3);

        Answered answer = gateway.sendJson(
                "PATCH",
                "/v1/units/UNIT-B",
                "{\"name\":\"Shards of Light\",\"status\":\"CLOSED\"}",
                "Prefer",
                "wait=5");

        assertThat(answer.status()).as(answer.body()).isEqualTo(200);
        assertThat(answer.at("/name")).isEqualTo("Shards of Light");
        assertThat(gateway.get("/v1/units/UNIT-B?at-least=" + answer.header("Outcome-Position"))
                        .body())
                .isEqualTo(answer.body());
    }

    @Test
    void aCodeThatIsTakenIsAConflict() {
        gateway.sent.whenMarket(command -> gateway.journals.publish(new MarketOperationRefused(
                command.operationId(),
                command.symbol(),
                command.kind(),
                MarketRefusal.UNIT_TAKEN,
                "expected a free code but it is that of an asset",
                Instant.now())));

        Answered answer = define("UNIT-C", "Shards", 3);

        assertThat(answer.status()).isEqualTo(409);
        assertThat(answer.code()).isEqualTo("UNIT_TAKEN");
    }

    @Test
    void unitsAreListedInPagesByCode() {
        gateway.sent.whenMarket(this::settle);
        define("ZZZU1", "One", 0);
        String last = define("ZZZU2", "Two", 0).header("Outcome-Position");
        gateway.get("/v1/units?at-least=" + last);

        JsonNode first = gateway.get("/v1/units?limit=1&cursor=ZZZU0").json();
        JsonNode second = gateway.get("/v1/units?limit=5&cursor="
                        + first.at("/page/nextCursor").asString())
                .json();

        assertThat(first.at("/items/0/unit").asString()).isEqualTo("ZZZU1");
        assertThat(second.at("/items")).hasSize(1);
        assertThat(second.at("/page").has("nextCursor")).isFalse();
    }

    @Test
    void aUnitThatOnlyTheProcessorKnowsYetCanBeDeposited() {
        gateway.processor.on(
                "/v1/units/UNIT-NEW",
                Reply.ok(UnitView.of(
                        new UnitDefinition(new Unit("UNIT-NEW"), "New", UnitKind.CURRENCY, 2, UnitStatus.OPEN))));

        Answered answer = gateway.post(account + "/deposits", "{\"currency\":\"UNIT-NEW\",\"amount\":\"1.5\"}");

        assertThat(answer.status()).as(answer.body()).isEqualTo(202);
    }

    private Answered define(String code, String name, int scale) {
        return gateway.post(
                "/v1/units",
                "{\"unit\":\"%s\",\"name\":\"%s\",\"kind\":\"VIRTUAL\",\"scale\":%d}".formatted(code, name, scale),
                "Prefer",
                "wait=5");
    }

    private Object command(Answered accepted) {
        assertThat(accepted.status()).as(accepted.body()).isEqualTo(202);
        return SentCommands.trading(gateway.sent.only(accepted.at("/operationId")));
    }

    /** Plays the market. */
    private void settle(MarketCommand command) {
        MarketEvent event = switch (command) {
            case DefineUnit define -> new UnitDefined(define.operationId(), define.definition(), Instant.now());
            case ChangeUnit change ->
                new UnitChanged(
                        change.operationId(),
                        new UnitDefinition(
                                change.unit(),
                                String.valueOf(change.name()),
                                UnitKind.VIRTUAL,
                                3,
                                change.status() == null ? UnitStatus.OPEN : change.status()),
                        Instant.now());
            default -> throw new AssertionError("expected a command about a unit but got " + command);
        };
        gateway.journals.publish(event);
    }
}
