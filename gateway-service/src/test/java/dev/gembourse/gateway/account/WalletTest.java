package dev.gembourse.gateway.account;

import static org.assertj.core.api.Assertions.assertThat;

import dev.gembourse.events.market.UnitKind;
import dev.gembourse.events.trading.TradingCommand;
import dev.gembourse.events.trading.TradingCommand.GrantBonus;
import dev.gembourse.events.trading.TradingCommand.Purchase;
import dev.gembourse.events.trading.TradingCommand.TopUp;
import dev.gembourse.events.trading.TradingCommand.WalletCommand;
import dev.gembourse.events.trading.TradingEvent;
import dev.gembourse.events.trading.TradingEvent.BonusGranted;
import dev.gembourse.events.trading.TradingEvent.OperationRefused;
import dev.gembourse.events.trading.TradingEvent.Purchased;
import dev.gembourse.events.trading.TradingEvent.ToppedUp;
import dev.gembourse.events.trading.TradingRefusal;
import dev.gembourse.events.value.Unit;
import dev.gembourse.events.view.Listing;
import dev.gembourse.events.view.PageView;
import dev.gembourse.events.view.WalletView;
import dev.gembourse.gateway.fixture.Answered;
import dev.gembourse.gateway.fixture.FakeService.Reply;
import dev.gembourse.gateway.fixture.RunningGateway;
import dev.gembourse.gateway.fixture.SentCommands;
import java.math.BigDecimal;
import java.time.Instant;
import java.util.List;
import java.util.UUID;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class WalletTest {

    private final RunningGateway gateway = RunningGateway.shared();
    private final String account = "/v1/accounts/" + UUID.randomUUID();

    @ParameterizedTest
    @CsvSource({"top-ups, TopUp, TOP_UP", "bonuses, GrantBonus, BONUS", "purchases, Purchase, PURCHASE"})
    void whatIsAskedForIsSentAndItsOutcomeAnswered(String path, String command, String kind) {
        gateway.sent.whenTrading(this::settle);

        Answered answer = gateway.post(
                account + "/wallet/" + path,
                "{\"unit\":\"GC\",\"amount\":30,\"reference\":\"Sword of Dawn\"}",
                "Idempotency-Key",
                "key",
                "Prefer",
                "wait=5");

        assertThat(answer.status()).as(answer.body()).isEqualTo(201);
        assertThat(answer.at("/reference")).isEqualTo("Sword of Dawn");
        assertThat(answer.json().at("/balance").toString())
                .isEqualTo("{\"unit\":\"GC\",\"available\":\"90\",\"held\":\"0\",\"total\":\"90\"}");
        WalletCommand sent =
                (WalletCommand) SentCommands.trading(gateway.sent.only(operationOf(answer.header("Location"))));
        assertThat(sent.getClass().getSimpleName()).isEqualTo(command);
        assertThat(sent.kind()).hasToString(kind);
        assertThat(sent.money()).hasToString("30 GC");
    }

    @Test
    void aReferenceIsOptional() {
        Answered answer = gateway.post(account + "/wallet/top-ups", "{\"unit\":\"GC\",\"amount\":\"30\"}");

        assertThat(answer.status()).isEqualTo(202);
        TradingCommand sent = SentCommands.trading(gateway.sent.only(answer.at("/operationId")));
        assertThat(((TopUp) sent).reference()).isNull();
    }

    @Test
    void tooLittleIsRefused() {
        gateway.sent.whenTrading(command -> gateway.journals.publish(new OperationRefused(
                command.operationId(),
                command.accountId(),
                command.kind(),
                TradingRefusal.INSUFFICIENT_CASH,
                "expected at least 30 GC available but got 12",
                Instant.now())));

        Answered answer =
                gateway.post(account + "/wallet/purchases", "{\"unit\":\"GC\",\"amount\":\"30\"}", "Prefer", "wait=5");

        assertThat(answer.status()).isEqualTo(422);
        assertThat(answer.code()).isEqualTo("INSUFFICIENT_CASH");
    }

    @Test
    void walletsComeFromTheProcessor() {
        WalletView coins = new WalletView(
                new Unit("GC"), "Gold Coins", UnitKind.VIRTUAL, BigDecimal.TEN, BigDecimal.ZERO, BigDecimal.TEN);
        gateway.processor.on(account + "/wallets", Reply.ok(new Listing<>(List.of(coins), new PageView(1, "GC"))));
        gateway.processor.on(account + "/wallets/GC", Reply.ok(coins));
        gateway.processor.on(
                account + "/wallets/NEVER", Reply.problem(404, "UNIT_NOT_FOUND", "expected to find NEVER but did not"));

        Answered all = gateway.get(account + "/wallets?limit=1&at-least=1.7");
        Answered one = gateway.get(account + "/wallets/GC?at-least=1.7");
        Answered none = gateway.get(account + "/wallets/NEVER");

        assertThat(all.at("/items/0/name")).isEqualTo("Gold Coins");
        assertThat(one.body())
                .isEqualTo("{\"unit\":\"GC\",\"name\":\"Gold Coins\",\"kind\":\"VIRTUAL\",\"available\":\"10\","
                        + "\"held\":\"0\",\"total\":\"10\"}");
        assertThat(none.code()).isEqualTo("UNIT_NOT_FOUND");
        assertThat(gateway.processor.asked()).contains(account + "/wallets/GC?at-least=1.7");
    }

    /** Plays settlement. */
    private void settle(TradingCommand command) {
        BigDecimal after = new BigDecimal("90");
        TradingEvent event = switch (command) {
            case TopUp it ->
                new ToppedUp(it.operationId(), it.accountId(), it.money(), it.reference(), after, null, Instant.now());
            case GrantBonus it ->
                new BonusGranted(
                        it.operationId(), it.accountId(), it.money(), it.reference(), after, null, Instant.now());
            case Purchase it ->
                new Purchased(it.operationId(), it.accountId(), it.money(), it.reference(), after, null, Instant.now());
            default -> throw new AssertionError("expected a wallet's command but got " + command);
        };
        gateway.journals.publish(event);
    }

    private static String operationOf(String location) {
        return location.substring(location.lastIndexOf('/') + 1);
    }
}
