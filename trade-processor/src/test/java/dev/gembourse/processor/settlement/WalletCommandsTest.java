package dev.gembourse.processor.settlement;

import static dev.gembourse.processor.fixture.Players.account;
import static dev.gembourse.processor.fixture.Players.bonus;
import static dev.gembourse.processor.fixture.Players.deposit;
import static dev.gembourse.processor.fixture.Players.purchase;
import static dev.gembourse.processor.fixture.Players.topUp;
import static dev.gembourse.processor.fixture.Players.unit;
import static org.assertj.core.api.Assertions.assertThat;

import dev.gembourse.events.market.UnitDefinition;
import dev.gembourse.events.market.UnitKind;
import dev.gembourse.events.market.UnitStatus;
import dev.gembourse.events.trading.TradingCommand;
import dev.gembourse.events.trading.TradingCommand.TopUp;
import dev.gembourse.events.trading.TradingEvent;
import dev.gembourse.events.trading.TradingEvent.CommandRepeated;
import dev.gembourse.events.trading.TradingEvent.OperationRefused;
import dev.gembourse.events.trading.TradingEvent.WalletMoved;
import dev.gembourse.events.trading.TradingRefusal;
import dev.gembourse.events.value.AccountId;
import dev.gembourse.events.value.Money;
import dev.gembourse.events.value.StreamPosition;
import dev.gembourse.processor.account.AccountState;
import dev.gembourse.processor.fixture.Databases;
import dev.gembourse.processor.fixture.DrivenPartition;
import dev.gembourse.processor.fixture.Markets;
import dev.gembourse.processor.fixture.Players;
import dev.gembourse.processor.ledger.Auditor;
import dev.gembourse.processor.market.MarketView;
import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import java.math.BigDecimal;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import java.util.stream.IntStream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.springframework.jdbc.core.simple.JdbcClient;

/** Top-ups, bonuses and purchases, of units that are built in and of those that were defined a moment ago. */
class WalletCommandsTest {

    private static final AccountId ANN = account("ann");
    private static final UnitDefinition SHARDS = unit("SHARD", UnitKind.VIRTUAL, 3, UnitStatus.OPEN);

    private final Databases databases = new Databases();
    private final MarketView market = new MarketView();
    private final DrivenPartition<TradingCommand, TradingEvent> partition = new DrivenPartition<>(
            new TradingStage(market, new SettlementSettings(0, 10, Duration.ofSeconds(5)), new SimpleMeterRegistry()),
            databases.trading(),
            0);

    @BeforeEach
    void open() {
        partition.settle(Players.open("open", ANN, "Ann", null));
    }

    @AfterEach
    void theLedgerIsSound() {
        assertThat(new Auditor(databases.trading()).everything().findings()).isEmpty();
    }

    @Test
    void whatPlayersGetAndSpendIsTheTreasurysOtherSide() {
        partition.settle(topUp("t", ANN, "GC", "100"));
        partition.settle(bonus("b", ANN, "GC", "20"));
        partition.restart();
        WalletMoved bought = (WalletMoved) partition.settle(purchase("p", ANN, "GC", "30", "a sword"));

        assertThat(bought.available()).isEqualTo("90");
        assertThat(bought.reference()).hasToString("a sword");
        assertThat(rows("select kind || ' ' || amount from transfer order by seq"))
                .containsExactly("TOP_UP 100.00000000", "BONUS 20.00000000", "PURCHASE 30.00000000");
        assertThat(rows("select coalesce(system_owner, 'Ann') || ' ' || balance from ledger_account order by 1"))
                .containsExactly("Ann 90.00000000", "TREASURY -90.00000000");
    }

    @Test
    void aTenthAndTwoTenthsAreThreeTenths() {
        partition.settle(topUp("1", ANN, "USD", "0.1"));
        WalletMoved sum = (WalletMoved) partition.settle(bonus("2", ANN, "USD", "0.2"));
        WalletMoved rest = (WalletMoved) partition.settle(purchase("3", ANN, "USD", "0.3", "a sword"));

        assertThat(sum.available()).isEqualTo("0.30");
        assertThat(rest.available()).isEqualTo("0.00");
    }

    @Test
    void twoHundredTopUpsOfOneAddTwoHundredWhateverIsCached() {
        List<TopUp> all = IntStream.range(0, 200)
                .mapToObj(i -> topUp("t" + i, ANN, "USD", "1"))
                .toList();
        partition.settle(all.subList(0, 120));
        partition.restart();
        partition.settle(all.subList(120, 200));

        assertThat(((WalletMoved) partition.journal().getLast()).available()).isEqualTo("200.00");
    }

    @Test
    void aKeyBelongsToAnAmountAndItsReference() {
        partition.settle(topUp("rich", ANN, "GC", "100"));
        partition.settle(purchase("p", ANN, "GC", "30", "a sword"));

        CommandRepeated same = (CommandRepeated) partition.settle(purchase("p", ANN, "GC", "30", "a sword"));
        CommandRepeated other = (CommandRepeated) partition.settle(purchase("p", ANN, "GC", "30", "a shield"));

        assertThat(same.sameContent()).isTrue();
        assertThat(other.sameContent()).isFalse();
        assertThat(partition.redeliverFrom(0)).isEmpty();
    }

    @Test
    void aPurchaseBeyondTheBalanceChangesNothing() {
        partition.settle(topUp("t", ANN, "GC", "10"));

        OperationRefused refused = (OperationRefused) partition.settle(purchase("p", ANN, "GC", "11", "a sword"));

        assertThat(refused.reason()).isEqualTo(TradingRefusal.INSUFFICIENT_CASH);
        assertThat(refused.detail()).isEqualTo("expected at least 11 GC available but got 10");
        assertThat(rows("select kind from transfer")).containsExactly("TOP_UP");
    }

    @Test
    void aCommandWaitsForTheUnitThatItsSenderHasSeen() {
        StreamPosition defined = new StreamPosition(3, 17);
        CompletableFuture<Void> news = CompletableFuture.runAsync(
                () -> Markets.state(market, SHARDS, defined),
                CompletableFuture.delayedExecutor(100, TimeUnit.MILLISECONDS));

        TradingEvent first = partition.settle(
                new TopUp(Players.operation(ANN, "t"), ANN, Money.of("SHARD", "1.5"), null, defined, Players.AT));
        TradingEvent second = partition.settle(deposit("d", ANN, "SHARD", "0.001"));

        assertThat(((WalletMoved) first).available()).isEqualTo("1.500");
        assertThat(second).hasFieldOrPropertyWithValue("available", new BigDecimal("1.501"));
        news.join();
    }

    /** Whoever folds the journal, or owns the partition next, may not have heard of the unit. */
    @Test
    void whatHasBeenSettledIsFoldedWithoutKnowingTheUnit() {
        Markets.state(market, SHARDS, new StreamPosition(3, 17));
        partition.settle(deposit("d", ANN, "SHARD", "2.5"));
        partition.settle(purchase("p", ANN, "SHARD", "0.75", "a sword"));

        AccountState folded = null;
        for (TradingEvent event : partition.journal()) {
            folded = AccountState.after(folded, event);
        }

        assertThat(folded).isNotNull();
        assertThat(folded.holding(SHARDS.unit()).quantity()).isEqualTo("1.75");
        assertThat(rows("select balance::text from ledger_account where account_id is not null"))
                .containsExactly("1.75000000");
    }

    private List<String> rows(String sql) {
        return JdbcClient.create(databases.trading())
                .sql(sql)
                .query(String.class)
                .list();
    }
}
