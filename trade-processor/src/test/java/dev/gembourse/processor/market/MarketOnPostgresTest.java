package dev.gembourse.processor.market;

import static dev.gembourse.processor.fixture.Issuers.change;
import static dev.gembourse.processor.fixture.Issuers.changeUnit;
import static dev.gembourse.processor.fixture.Issuers.create;
import static dev.gembourse.processor.fixture.Issuers.define;
import static dev.gembourse.processor.fixture.Issuers.retire;
import static dev.gembourse.processor.fixture.Players.account;
import static dev.gembourse.processor.fixture.Players.open;
import static dev.gembourse.processor.fixture.Players.trade;
import static org.assertj.core.api.Assertions.assertThat;

import dev.gembourse.events.market.Asset;
import dev.gembourse.events.market.AssetStatus;
import dev.gembourse.events.market.BuiltInUnits;
import dev.gembourse.events.market.MarketCommand;
import dev.gembourse.events.market.MarketEvent;
import dev.gembourse.events.market.MarketEvent.AssetChanged;
import dev.gembourse.events.market.MarketEvent.AssetCreated;
import dev.gembourse.events.market.MarketEvent.AssetRetired;
import dev.gembourse.events.market.MarketEvent.AssetRetirementBegun;
import dev.gembourse.events.market.MarketEvent.MarketCommandRepeated;
import dev.gembourse.events.market.MarketEvent.MarketOperationRefused;
import dev.gembourse.events.market.MarketEvent.UnitChanged;
import dev.gembourse.events.market.MarketEvent.UnitDefined;
import dev.gembourse.events.market.MarketRefusal;
import dev.gembourse.events.market.UnitDefinition;
import dev.gembourse.events.market.UnitKind;
import dev.gembourse.events.market.UnitStatus;
import dev.gembourse.events.trading.TradingCommand;
import dev.gembourse.events.trading.TradingEvent;
import dev.gembourse.events.trading.TradingEvent.TradeSettled;
import dev.gembourse.events.trading.TradingRefusal;
import dev.gembourse.events.value.Money;
import dev.gembourse.events.value.Price;
import dev.gembourse.events.value.Side;
import dev.gembourse.events.value.StreamPosition;
import dev.gembourse.events.value.Unit;
import dev.gembourse.processor.account.Quote;
import dev.gembourse.processor.fixture.Databases;
import dev.gembourse.processor.fixture.DrivenPartition;
import dev.gembourse.processor.fixture.Markets;
import dev.gembourse.processor.fixture.Players;
import dev.gembourse.processor.ledger.Auditor;
import dev.gembourse.processor.settlement.SettlementSettings;
import dev.gembourse.processor.settlement.TradingStage;
import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import java.math.BigDecimal;
import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.springframework.jdbc.core.simple.JdbcClient;

class MarketOnPostgresTest {

    private final Databases databases = new Databases();
    private final DrivenPartition<MarketCommand, MarketEvent> partition =
            new DrivenPartition<>(new MarketStage(), databases.market(), 2);

    @AfterEach
    void theJournalsAreSound() {
        assertThat(new Auditor(databases.trading()).everything().findings()).isEmpty();
    }

    @Test
    void anAssetIsCreatedAndChanged() {
        AssetCreated created = (AssetCreated) partition.settle(create("1", "GOLD", "USD", "50"));
        AssetChanged repriced = (AssetChanged) partition.settle(change("2", "GOLD", "40.5", null));
        partition.restart();
        AssetChanged halted = (AssetChanged) partition.settle(change("3", "GOLD", null, AssetStatus.HALTED));

        assertThat(created.asset().priceAt()).isEqualTo(created.occurredAt());
        assertThat(repriced.asset().priceAt()).isEqualTo(repriced.occurredAt());
        assertThat(halted.asset())
                .isEqualTo(new Asset(
                        created.symbol(),
                        "The GOLD",
                        created.asset().currency(),
                        Price.of("40.5"),
                        2,
                        AssetStatus.HALTED,
                        repriced.occurredAt(),
                        2));
    }

    /** As after compaction, when a former owner has sent an old state behind the newest one. */
    @Test
    void aStartingViewTrustsTheDatabaseMoreThanAnOldRecord() {
        AssetCreated created = (AssetCreated) partition.settle(create("1", "GOLD", "USD", "50"));
        partition.settle(change("2", "GOLD", "60", AssetStatus.HALTED));
        MarketView view = new MarketView();

        StoredMarket.tell(databases.market(), view);
        Markets.state(view, created.asset(), new StreamPosition(2, 1));

        assertThat(view.of(created.symbol())).satisfies(quote -> {
            assertThat(quote.asset().price()).isEqualTo(Price.of("60"));
            assertThat(quote.asset().status()).isEqualTo(AssetStatus.HALTED);
        });
        assertThat(view.awaitApplied(new StreamPosition(2, 2), Duration.ZERO)).isTrue();
    }

    @Test
    void theUnitsOfTheDatabaseAreTheBuiltInOnes() {
        assertThat(JdbcClient.create(databases.market())
                        .sql("select code, name, kind, scale, status from unit where partition is null order by code")
                        .query((row, ignored) -> DefinedUnits.unit(row))
                        .list())
                .isEqualTo(BuiltInUnits.ALL);
    }

    @Test
    void aUnitIsDefinedAndChangedAndItsScaleStays() {
        UnitDefined defined = (UnitDefined) partition.settle(define("1", "SHARD", UnitKind.VIRTUAL, 3));
        partition.restart();
        partition.settle(changeUnit("2", "SHARD", "Shards of Light", null));
        UnitChanged closed = (UnitChanged) partition.settle(changeUnit("3", "SHARD", null, UnitStatus.CLOSED));
        MarketView view = new MarketView();

        StoredMarket.tell(databases.market(), view);

        assertThat(defined.definition()).isEqualTo(Players.unit("SHARD", UnitKind.VIRTUAL, 3, UnitStatus.OPEN));
        assertThat(closed.definition())
                .isEqualTo(new UnitDefinition(
                        new Unit("SHARD"), "Shards of Light", UnitKind.VIRTUAL, 3, UnitStatus.CLOSED));
        assertThat(view.units().find(new Unit("SHARD"))).isEqualTo(closed.definition());
        assertThat(view.awaitApplied(new StreamPosition(2, 3), Duration.ZERO)).isTrue();
    }

    @Test
    void aBuiltInUnitCanBeRenamed() {
        UnitChanged renamed = (UnitChanged) partition.settle(changeUnit("1", "GC", "Guineas", null));
        MarketView view = new MarketView();

        StoredMarket.tell(databases.market(), view);

        assertThat(renamed.definition().name()).isEqualTo("Guineas");
        assertThat(view.units().find(new Unit("GC"))).isEqualTo(renamed.definition());
    }

    @Test
    void aSymbolAndACodeAreNeverTheSame() {
        List<MarketEvent> events = partition.settle(List.of(
                define("1", "SHARD", UnitKind.VIRTUAL, 3),
                create("2", "SHARD", "USD", "50"),
                create("3", "GOLD", "USD", "50"),
                define("4", "GOLD", UnitKind.CURRENCY, 2)));
        partition.restart();
        MarketEvent later = partition.settle(create("5", "SHARD", "USD", "50"));

        assertThat(events.get(1)).hasFieldOrPropertyWithValue("reason", MarketRefusal.SYMBOL_TAKEN);
        assertThat(events.get(3)).hasFieldOrPropertyWithValue("reason", MarketRefusal.UNIT_TAKEN);
        assertThat(later).hasFieldOrPropertyWithValue("reason", MarketRefusal.SYMBOL_TAKEN);
    }

    /** Another partition may define the currency; what it has committed is seen. */
    @Test
    void anAssetCanBePricedInAUnitThatWasJustDefined() {
        DrivenPartition<MarketCommand, MarketEvent> other =
                new DrivenPartition<>(new MarketStage(), databases.market(), 1);
        other.settle(define("1", "SHARD", UnitKind.VIRTUAL, 1));
        AssetCreated created = (AssetCreated) partition.settle(create("1", "GOLD", "SHARD", "0.5"));
        AssetChanged changed = (AssetChanged) partition.settle(change("2", "GOLD", "0.7", null));
        MarketView ignorant = Markets.of(changed.asset());

        Quote quote = ignorant.of(created.symbol());

        assertThat(created.asset().currencyScale()).isEqualTo(1);
        assertThat(quote).isNotNull();
        assertThat(quote.notional(new BigDecimal("0.5"))).isEqualTo("0.4"); // 0.35, to the even tenth
    }

    @Test
    void severalChangesInOneBatchBuildOnEachOther() {
        List<MarketEvent> events = partition.settle(List.of(
                create("1", "GOLD", "USD", "50"),
                change("2", "GOLD", "60", null),
                create("3", "GOLD", "USD", "70"),
                change("4", "GOLD", null, AssetStatus.HALTED)));

        assertThat(((AssetChanged) events.getLast()).asset().price()).isEqualTo(Price.of("60"));
        assertThat(((MarketOperationRefused) events.get(2)).reason()).isEqualTo(MarketRefusal.SYMBOL_TAKEN);
    }

    @Test
    void anAssetThatNobodyHoldsRetires() {
        partition.settle(create("1", "GOLD", "USD", "50"));

        List<MarketEvent> events = partition.settle(List.of(retire("2", "GOLD")));

        assertThat(events).hasSize(2);
        assertThat(events.getFirst()).isInstanceOf(AssetRetirementBegun.class);
        assertThat(events.getLast())
                .isInstanceOfSatisfying(
                        AssetRetired.class,
                        it -> assertThat(it.asset().status()).isEqualTo(AssetStatus.RETIRED));
    }

    @Test
    void aHeldAssetIsRetiringUntilEverybodyHasSold() {
        AssetCreated created = (AssetCreated) partition.settle(create("1", "GOLD", "USD", "50"));
        MarketView view = Markets.of(created.asset());
        DrivenPartition<TradingCommand, TradingEvent> trading = trading(view);
        trading.settle(open("1", account("ann"), "Ann", Money.of("USD", "100")));
        trading.settle(trade("2", account("ann"), Side.BUY, "GOLD", "1"));

        List<MarketEvent> held = partition.settle(List.of(retire("2", "GOLD")));
        Markets.state(view, ((AssetRetirementBegun) held.getFirst()).asset(), new StreamPosition(0, 9));
        TradingEvent buy = trading.settle(trade("3", account("ann"), Side.BUY, "GOLD", "1"));
        TradingEvent sale = trading.settle(trade("4", account("ann"), Side.SELL, "GOLD", "1"));
        List<MarketEvent> retired = partition.settle(List.of(retire("3", "GOLD")));

        assertThat(held.getLast()).isInstanceOfSatisfying(MarketOperationRefused.class, refused -> {
            assertThat(refused.reason()).isEqualTo(MarketRefusal.ASSET_HELD);
            assertThat(refused.detail()).contains("1 account");
        });
        assertThat(buy).hasFieldOrPropertyWithValue("reason", TradingRefusal.ASSET_RETIRED);
        assertThat(sale).isInstanceOf(TradeSettled.class);
        assertThat(retired).singleElement().isInstanceOf(AssetRetired.class);
    }

    @Test
    void aRetiringAssetCanBeReopened() {
        AssetCreated created = (AssetCreated) partition.settle(create("1", "GOLD", "USD", "50"));
        DrivenPartition<TradingCommand, TradingEvent> trading = trading(Markets.of(created.asset()));
        trading.settle(open("1", account("ann"), "Ann", Money.of("USD", "100")));
        trading.settle(trade("2", account("ann"), Side.BUY, "GOLD", "1"));
        partition.settle(List.of(retire("2", "GOLD")));

        AssetChanged reopened = (AssetChanged) partition.settle(change("3", "GOLD", null, AssetStatus.ACTIVE));

        assertThat(reopened.asset().status()).isEqualTo(AssetStatus.ACTIVE);
    }

    @Test
    void aRepeatedCommandIsAnsweredAndARedeliveredOneIsNot() {
        partition.settle(List.of(create("1", "GOLD", "USD", "50"), retire("2", "GOLD")));

        MarketEvent same = partition.settle(retire("2", "GOLD"));
        MarketEvent other = partition.settle(create("1", "GOLD", "USD", "51"));
        List<MarketEvent> redelivered = partition.redeliverFrom(0);

        assertThat(same).isInstanceOfSatisfying(MarketCommandRepeated.class, repeated -> {
            assertThat(repeated.sameContent()).isTrue();
            assertThat(repeated.outcome()).isEqualTo(new StreamPosition(2, 3));
        });
        assertThat(((MarketCommandRepeated) other).sameContent()).isFalse();
        assertThat(redelivered).isEmpty();
    }

    private DrivenPartition<TradingCommand, TradingEvent> trading(MarketView view) {
        return new DrivenPartition<>(
                new TradingStage(view, new SettlementSettings(0, 10, Duration.ZERO), new SimpleMeterRegistry()),
                databases.trading(),
                0);
    }
}
