package dev.gembourse.gateway.account;

import static org.assertj.core.api.Assertions.assertThat;

import dev.gembourse.events.trading.TradingCommand.PermitShorting;
import dev.gembourse.events.trading.TradingCommand.PlaceTrade;
import dev.gembourse.events.trading.TradingEvent.ShortingPermitted;
import dev.gembourse.events.trading.TradingEvent.TradeSettled;
import dev.gembourse.events.value.Price;
import dev.gembourse.events.value.Unit;
import dev.gembourse.gateway.fixture.Answered;
import dev.gembourse.gateway.fixture.RunningGateway;
import java.math.BigDecimal;
import java.time.Instant;
import java.util.Objects;
import java.util.UUID;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class ShortingTest {

    private static final String SYMBOL = "SHORTED";

    private final RunningGateway gateway = RunningGateway.shared();
    private final String account = "/v1/accounts/" + UUID.randomUUID();

    @ParameterizedTest
    @ValueSource(booleans = {true, false})
    void anAdminPermitsAnAccountToSellShortAndEndsThat(boolean permitted) {
        gateway.sent.whenTrading(command -> {
            if (command instanceof PermitShorting permit) {
                gateway.journals.publish(new ShortingPermitted(
                        permit.operationId(), permit.accountId(), permit.permitted(), Instant.now()));
            }
        });

        Answered answer =
                gateway.sendJson("PUT", account + "/shorting", "{\"permitted\":" + permitted + "}", "Prefer", "wait=5");

        assertThat(answer.status()).as(answer.body()).isEqualTo(201);
        assertThat(answer.json().at("/permitted").asBoolean()).isEqualTo(permitted);
        assertThat(account).endsWith(answer.at("/accountId"));
        assertThat(answer.at("/decidedAt")).isNotBlank();
    }

    @Test
    void aShortSaleIsAskedForAndAnsweredAsATrade() {
        gateway.create(SYMBOL);
        gateway.sent.whenTrading(command -> {
            if (command instanceof PlaceTrade trade) {
                gateway.journals.publish(new TradeSettled(
                        trade.operationId(),
                        trade.accountId(),
                        trade.symbol(),
                        "Shorted",
                        trade.side(),
                        Objects.requireNonNull(trade.quantity()),
                        Price.of("5"),
                        new BigDecimal("20"),
                        new Unit("USD"),
                        BigDecimal.ZERO,
                        null,
                        new BigDecimal("90"),
                        new BigDecimal("-4"),
                        new BigDecimal("5"),
                        new BigDecimal("30"),
                        Instant.now()));
            }
        });

        Answered answer = gateway.post(
                account + "/trades",
                "{\"symbol\":\"SHORTED\",\"side\":\"SELL_SHORT\",\"quantity\":\"4\"}",
                "Prefer",
                "wait=5");

        assertThat(answer.status()).as(answer.body()).isEqualTo(201);
        assertThat(answer.at("/side")).isEqualTo("SELL_SHORT");
        assertThat(answer.at("/message")).isEqualTo("Sold short 4 Shorted at 5.00 USD, total 20.00 USD");
    }
}
