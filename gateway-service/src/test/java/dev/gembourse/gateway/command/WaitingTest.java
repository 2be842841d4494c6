package dev.gembourse.gateway.command;

import static org.assertj.core.api.Assertions.assertThat;

import dev.gembourse.events.market.Asset;
import dev.gembourse.events.market.AssetStatus;
import dev.gembourse.events.market.MarketCommand;
import dev.gembourse.events.market.MarketEvent;
import dev.gembourse.events.market.MarketEvent.AssetCreated;
import dev.gembourse.events.market.MarketEvent.AssetRetired;
import dev.gembourse.events.market.MarketEvent.AssetRetirementBegun;
import dev.gembourse.events.market.MarketEvent.MarketOperationRefused;
import dev.gembourse.events.market.MarketOperationKind;
import dev.gembourse.events.market.MarketRefusal;
import dev.gembourse.events.trading.OperationKind;
import dev.gembourse.events.trading.TradingCommand;
import dev.gembourse.events.trading.TradingCommand.OpenAccount;
import dev.gembourse.events.trading.TradingCommand.PlaceTrade;
import dev.gembourse.events.trading.TradingEvent;
import dev.gembourse.events.trading.TradingEvent.AccountOpened;
import dev.gembourse.events.trading.TradingEvent.OperationRefused;
import dev.gembourse.events.trading.TradingEvent.TradeSettled;
import dev.gembourse.events.trading.TradingRefusal;
import dev.gembourse.events.value.AccountId;
import dev.gembourse.events.value.Price;
import dev.gembourse.events.value.Quantity;
import dev.gembourse.events.value.StreamPosition;
import dev.gembourse.events.value.Symbol;
import dev.gembourse.events.value.Unit;
import dev.gembourse.gateway.fixture.Answered;
import dev.gembourse.gateway.fixture.RunningGateway;
import dev.gembourse.gateway.fixture.SentCommands;
import java.math.BigDecimal;
import java.time.Duration;
import java.time.Instant;
import java.util.Locale;
import java.util.Objects;
import java.util.UUID;
import java.util.function.Function;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

class WaitingTest {

    private final RunningGateway gateway = RunningGateway.shared();
    private final AccountId account = new AccountId(UUID.randomUUID());
    private final String symbol =
            "W" + UUID.randomUUID().toString().substring(0, 8).toUpperCase(Locale.ROOT);

    @Test
    void anOpenedAccountIsAnswered() {
        onTrading(command -> new AccountOpened(
                command.operationId(),
                command.accountId(),
                ((OpenAccount) command).username(),
                ((OpenAccount) command).initialDeposit(),
                Instant.now()));

        Answered answer = gateway.post(
                "/v1/accounts",
                "{\"username\":\"ada\",\"initialDeposit\":{\"currency\":\"USD\",\"amount\":\"1000.00\"}}",
                "Prefer",
                "respond-async, wait=5");

        assertThat(answer.status()).as(answer.body()).isEqualTo(201);
        assertThat(answer.header("Location")).isEqualTo("/v1/accounts/" + answer.at("/accountId"));
        assertThat(answer.at("/username")).isEqualTo("ada");
        assertThat(answer.at("/cash/0/total")).isEqualTo("1000.00");
        assertThat(answer.json().has("gems")).isFalse();
    }

    @Test
    void anAssetCanBeBoughtTheMomentItsCreationIsAnswered() {
        StreamPosition[] created = new StreamPosition[1];
        gateway.sent.whenMarket(command -> created[0] = gateway.journals.publish(created(command)));
        onTrading(this::settled);

        Answered asset = create();
        Answered trade = gateway.post(
                "/v1/accounts/" + account + "/trades",
                "{\"symbol\":\"" + symbol + "\",\"side\":\"BUY\",\"quantity\":5}",
                "Prefer",
                "wait=5");

        assertThat(asset.status()).as(asset.body()).isEqualTo(201);
        assertThat(asset.header("Location")).isEqualTo("/v1/assets/" + symbol);
        assertThat(asset.header("Outcome-Position")).isEqualTo(created[0].toString());
        assertThat(gateway.get("/v1/assets/" + symbol).at("/price")).isEqualTo("50");
        assertThat(trade.status()).as(trade.body()).isEqualTo(201);
        assertThat(trade.at("/message")).isEqualTo("Bought 5 Gold at 50.00 USD, total 250.00 USD");
        PlaceTrade command = (PlaceTrade) SentCommands.trading(gateway.sent.only(trade.at("/tradeId")));
        assertThat(command.quoteAtLeast()).isEqualTo(created[0]);
    }

    @Test
    void aChangeIsAnsweredWith200() {
        gateway.sent.whenMarket(command -> gateway.journals.publish(
                command instanceof MarketCommand.ChangeAsset
                        ? new MarketEvent.AssetChanged(command.operationId(), asset("60"), Instant.now())
                        : created(command)));
        create();

        Answered answer = gateway.sendJson("PATCH", "/v1/assets/" + symbol, "{\"price\":\"60\"}", "Prefer", "wait=5");

        assertThat(answer.status()).as(answer.body()).isEqualTo(200);
        assertThat(answer.at("/price")).isEqualTo("60");
        assertThat(gateway.get("/v1/assets/" + symbol + "?at-least=" + answer.header("Outcome-Position"))
                        .at("/price"))
                .isEqualTo("60");
    }

    @Test
    void theBeginningOfARetirementIsNotTakenForItsOutcome() {
        gateway.sent.whenMarket(command -> {
            if (command instanceof MarketCommand.RetireAsset) {
                gateway.journals.publish(
                        new AssetRetirementBegun(command.operationId(), asset(AssetStatus.RETIRING), Instant.now()));
                gateway.journals.publish(
                        new AssetRetired(command.operationId(), asset(AssetStatus.RETIRED), Instant.now()));
            } else {
                gateway.journals.publish(created(command));
            }
        });
        create();

        Answered answer = gateway.sendJson("DELETE", "/v1/assets/" + symbol, "", "Prefer", "wait=5");

        assertThat(answer.status()).as(answer.body()).isEqualTo(200);
        assertThat(answer.at("/status")).isEqualTo("RETIRED");
    }

    @ParameterizedTest
    @EnumSource(TradingRefusal.class)
    void aRefusedTradeIsAProblemWithItsReason(TradingRefusal reason) {
        gateway.sent.whenMarket(command -> gateway.journals.publish(created(command)));
        onTrading(command -> new OperationRefused(
                command.operationId(),
                account,
                OperationKind.TRADE,
                reason,
                "expected this but got that",
                Instant.now()));
        create();

        Answered answer = gateway.post(
                "/v1/accounts/" + account + "/trades",
                "{\"symbol\":\"" + symbol + "\",\"side\":\"SELL\",\"notional\":\"5\"}",
                "Prefer",
                "wait=5");

        assertThat(answer.code()).as(answer.body()).isEqualTo(reason.name());
        assertThat(answer.status()).isIn(404, 409, 412, 422);
        assertThat(answer.at("/detail")).isEqualTo("expected this but got that");
        assertThat(answer.at("/operationId")).isNotEmpty();
        assertThat(answer.at("/position"))
                .isEqualTo(answer.header("Outcome-Position"))
                .isNotEmpty();
    }

    @ParameterizedTest
    @EnumSource(MarketRefusal.class)
    void aRefusedAssetIsAProblemWithItsReason(MarketRefusal reason) {
        gateway.sent.whenMarket(command -> gateway.journals.publish(new MarketOperationRefused(
                command.operationId(),
                command.symbol(),
                MarketOperationKind.CREATE_ASSET,
                reason,
                "expected this but got that",
                Instant.now())));

        Answered answer = create();

        assertThat(answer.code()).as(answer.body()).isEqualTo(reason.name());
        assertThat(answer.status()).isIn(404, 409, 412, 422);
    }

    @Test
    void anOutcomeThatDoesNotComeInTimeLeavesThe202() {
        gateway.sent.whenTrading(command -> {});
        Instant begin = Instant.now();

        Answered answer = gateway.post(
                "/v1/accounts/" + account + "/deposits", "{\"currency\":\"USD\",\"amount\":\"1\"}", "Prefer", "wait=1");

        assertThat(answer.status()).isEqualTo(202);
        assertThat(answer.header("Preference-Applied")).isNull();
        assertThat(Duration.between(begin, Instant.now())).isBetween(Duration.ofMillis(950), Duration.ofSeconds(5));
    }

    private Answered create() {
        return gateway.post(
                "/v1/assets",
                "{\"symbol\":\"" + symbol
                        + "\",\"name\":\"Gold\",\"currency\":\"USD\",\"price\":\"50.00\",\"scale\":4}",
                "Prefer",
                "wait=5");
    }

    private void onTrading(Function<TradingCommand, TradingEvent> outcome) {
        gateway.sent.whenTrading(command -> gateway.journals.publish(outcome.apply(command)));
    }

    private AssetCreated created(MarketCommand command) {
        return new AssetCreated(command.operationId(), asset("50"), Instant.now());
    }

    private Asset asset(String price) {
        return new Asset(
                new Symbol(symbol), "Gold", new Unit("USD"), Price.of(price), 4, AssetStatus.ACTIVE, Instant.now());
    }

    private Asset asset(AssetStatus status) {
        return new Asset(new Symbol(symbol), "Gold", new Unit("USD"), Price.of("50"), 4, status, Instant.now());
    }

    private TradeSettled settled(TradingCommand command) {
        PlaceTrade trade = (PlaceTrade) command;
        return new TradeSettled(
                trade.operationId(),
                trade.accountId(),
                trade.symbol(),
                "Gold",
                trade.side(),
                Objects.requireNonNullElse(trade.quantity(), Quantity.of("1")),
                Price.of("50"),
                new BigDecimal("250.00"),
                new Unit("USD"),
                BigDecimal.ZERO,
                null,
                new BigDecimal("750.00"),
                new BigDecimal("5"),
                new BigDecimal("50"),
                Instant.now());
    }
}
