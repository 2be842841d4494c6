package dev.gembourse.processor.settlement;

import static dev.gembourse.processor.fixture.Players.account;
import static dev.gembourse.processor.fixture.Players.asset;
import static dev.gembourse.processor.fixture.Players.deposit;
import static dev.gembourse.processor.fixture.Players.open;
import static dev.gembourse.processor.fixture.Players.trade;
import static org.assertj.core.api.Assertions.assertThat;

import dev.gembourse.events.market.AssetStatus;
import dev.gembourse.events.trading.TradingCommand;
import dev.gembourse.events.trading.TradingEvent;
import dev.gembourse.events.trading.TradingEvent.AccountOpened;
import dev.gembourse.events.trading.TradingEvent.TradeSettled;
import dev.gembourse.events.value.AccountId;
import dev.gembourse.events.value.Money;
import dev.gembourse.events.value.Side;
import dev.gembourse.processor.fixture.Databases;
import dev.gembourse.processor.fixture.DrivenPartition;
import dev.gembourse.processor.fixture.Markets;
import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.Test;

class SettlementOnPostgresTest {

    private static final Databases DATABASES = new Databases();

    private final DrivenPartition<TradingCommand, TradingEvent> partition = new DrivenPartition<>(
            new TradingStage(
                    Markets.of(asset("GOLD", "USD", "50", 0, AssetStatus.ACTIVE)),
                    new SettlementSettings(0, 100, Duration.ofMillis(100)),
                    new SimpleMeterRegistry()),
            DATABASES.trading(),
            0);

    @AfterAll
    static void closeDatabases() {
        DATABASES.close();
    }

    @Test
    void aTradeSettles() {
        AccountId ann = account("ann");

        List<TradingEvent> events = partition.settle(List.of(
                open("1", ann, "Ann", Money.of("USD", "100")),
                deposit("2", ann, "USD", "300.5"),
                trade("3", ann, Side.BUY, "GOLD", "5")));

        assertThat(events).hasSize(3);
        assertThat(events.getFirst()).isInstanceOf(AccountOpened.class);
        assertThat(events.getLast()).isInstanceOfSatisfying(TradeSettled.class, trade -> {
            assertThat(trade.notional()).isEqualTo("250.00");
            assertThat(trade.cash()).isEqualTo("150.50");
            assertThat(trade.position()).isEqualTo("5");
        });
    }
}
