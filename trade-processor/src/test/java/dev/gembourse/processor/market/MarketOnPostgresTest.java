package dev.gembourse.processor.market;

import static dev.gembourse.processor.fixture.Issuers.change;
import static dev.gembourse.processor.fixture.Issuers.create;
import static dev.gembourse.processor.fixture.Issuers.retire;
import static dev.gembourse.processor.fixture.Players.account;
import static dev.gembourse.processor.fixture.Players.open;
import static dev.gembourse.processor.fixture.Players.trade;
import static org.assertj.core.api.Assertions.assertThat;

import dev.gembourse.events.market.Asset;
import dev.gembourse.events.market.AssetStatus;
import dev.gembourse.events.market.MarketCommand;
import dev.gembourse.events.market.MarketEvent;
import dev.gembourse.events.market.MarketEvent.AssetChanged;
import dev.gembourse.events.market.MarketEvent.AssetCreated;
import dev.gembourse.events.market.MarketEvent.AssetRetired;
import dev.gembourse.events.market.MarketEvent.AssetRetirementBegun;
import dev.gembourse.events.market.MarketEvent.MarketCommandRepeated;
import dev.gembourse.events.market.MarketEvent.MarketOperationRefused;
import dev.gembourse.events.market.MarketRefusal;
import dev.gembourse.events.trading.TradingCommand;
import dev.gembourse.events.trading.TradingEvent;
import dev.gembourse.events.trading.TradingEvent.TradeSettled;
import dev.gembourse.events.trading.TradingRefusal;
import dev.gembourse.events.value.Money;
import dev.gembourse.events.value.Price;
import dev.gembourse.events.value.Side;
import dev.gembourse.events.value.StreamPosition;
import dev.gembourse.processor.fixture.Databases;
import dev.gembourse.processor.fixture.DrivenPartition;
import dev.gembourse.processor.fixture.Markets;
import dev.gembourse.processor.ledger.Auditor;
import dev.gembourse.processor.settlement.SettlementSettings;
import dev.gembourse.processor.settlement.TradingStage;
import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

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
                        repriced.occurredAt()));
    }

    /** As after compaction, when a former owner has sent an old state behind the newest one. */
    @Test
    void aStartingViewTrustsTheDatabaseMoreThanAnOldRecord() {
        AssetCreated created = (AssetCreated) partition.settle(create("1", "GOLD", "USD", "50"));
        partition.settle(change("2", "GOLD", "60", AssetStatus.HALTED));
        MarketView view = new MarketView();

        Assets.all(databases.market(), view::start);
        Markets.state(view, created.asset(), new StreamPosition(2, 1));

        assertThat(view.of(created.symbol())).satisfies(quote -> {
            assertThat(quote.asset().price()).isEqualTo(Price.of("60"));
            assertThat(quote.asset().status()).isEqualTo(AssetStatus.HALTED);
        });
        assertThat(view.awaitApplied(new StreamPosition(2, 2), Duration.ZERO)).isTrue();
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
