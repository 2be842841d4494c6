package dev.gembourse.processor.market;

import static dev.gembourse.events.market.MarketRefusal.ASSET_HELD;
import static dev.gembourse.events.market.MarketRefusal.ASSET_NOT_FOUND;
import static dev.gembourse.events.market.MarketRefusal.ASSET_RETIRED;
import static dev.gembourse.events.market.MarketRefusal.CANDLES_CONFLICT;
import static dev.gembourse.events.market.MarketRefusal.SYMBOL_TAKEN;
import static dev.gembourse.events.market.MarketRefusal.TICK_FROM_FUTURE;
import static dev.gembourse.events.market.MarketRefusal.TICK_TOO_OLD;
import static dev.gembourse.events.market.MarketRefusal.UNIT_NOT_FOUND;
import static dev.gembourse.events.market.MarketRefusal.UNIT_TAKEN;
import static dev.gembourse.events.market.MarketRefusal.UNKNOWN_CURRENCY;
import static dev.gembourse.processor.fixture.Issuers.candles;
import static dev.gembourse.processor.fixture.Issuers.change;
import static dev.gembourse.processor.fixture.Issuers.changeUnit;
import static dev.gembourse.processor.fixture.Issuers.create;
import static dev.gembourse.processor.fixture.Issuers.define;
import static dev.gembourse.processor.fixture.Issuers.retire;
import static dev.gembourse.processor.fixture.Issuers.tick;
import static org.assertj.core.api.Assertions.assertThat;

import dev.gembourse.events.market.Asset;
import dev.gembourse.events.market.AssetStatus;
import dev.gembourse.events.market.BuiltInUnits;
import dev.gembourse.events.market.Candle;
import dev.gembourse.events.market.CandleInterval;
import dev.gembourse.events.market.MarketCommand;
import dev.gembourse.events.market.MarketCommand.AssetCommand;
import dev.gembourse.events.market.MarketCommand.BookCommand;
import dev.gembourse.events.market.MarketCommand.UnitCommand;
import dev.gembourse.events.market.MarketEvent;
import dev.gembourse.events.market.MarketEvent.MarketOperationRefused;
import dev.gembourse.events.market.MarketRefusal;
import dev.gembourse.events.market.TickSource;
import dev.gembourse.events.market.UnitKind;
import dev.gembourse.events.value.Symbol;
import dev.gembourse.processor.fixture.Issuers;
import dev.gembourse.processor.fixture.Players;
import dev.gembourse.processor.price.PastPrices;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** Every reason of the market to refuse, in order of precedence. */
class MarketRefusalTest {

    private static final Map<String, Asset> ASSETS = Map.of(
            "GOLD", Players.asset("GOLD", "USD", "50", 2, AssetStatus.ACTIVE),
            "GONE", Players.asset("GONE", "USD", "50", 2, AssetStatus.RETIRED));

    /** A source that told its newest tick an hour ago, and a candle that was imported. */
    private static final PastPrices PAST = new PastPrices() {
        @Override
        public Newest newest(Symbol symbol, TickSource source) {
            return new Newest(Players.AT.minusSeconds(3600), null);
        }

        @Override
        public Candle imported(Symbol symbol, CandleInterval interval, Instant start) {
            return Issuers.candle("50");
        }
    };

    record Row(MarketRefusal reason, MarketCommand command) {}

    static List<Row> table() {
        return List.of(
                new Row(SYMBOL_TAKEN, create("k", "GOLD", "XXX", "1")),
                new Row(SYMBOL_TAKEN, create("k", "GONE", "XXX", "1")),
                new Row(SYMBOL_TAKEN, create("k", "USD", "XXX", "1")),
                new Row(UNIT_TAKEN, define("k", "USD", UnitKind.VIRTUAL, 0)),
                new Row(UNIT_TAKEN, define("k", "GOLD", UnitKind.VIRTUAL, 0)),
                new Row(UNIT_TAKEN, define("k", "GONE", UnitKind.VIRTUAL, 0)),
                new Row(ASSET_NOT_FOUND, change("k", "NONE", "2", null)),
                new Row(ASSET_NOT_FOUND, retire("k", "NONE")),
                new Row(ASSET_NOT_FOUND, tick("NONE", "1", Players.AT.plusSeconds(61))),
                new Row(ASSET_NOT_FOUND, candles("NONE", "51")),
                new Row(UNIT_NOT_FOUND, changeUnit("k", "GOLD", "Shards", null)),
                new Row(UNKNOWN_CURRENCY, create("k", "NEW", "GOLD", "1")),
                new Row(ASSET_RETIRED, change("k", "GONE", null, AssetStatus.ACTIVE)),
                new Row(ASSET_RETIRED, retire("k", "GONE")),
                new Row(ASSET_RETIRED, tick("GONE", "1", Players.AT.plusSeconds(61))),
                new Row(ASSET_RETIRED, candles("GONE", "51")),
                new Row(ASSET_HELD, retire("k", "GOLD")),
                new Row(TICK_FROM_FUTURE, tick("GOLD", "50", Players.AT.plusSeconds(61))),
                new Row(TICK_TOO_OLD, tick("GOLD", "50", Players.AT.minusSeconds(3661))),
                new Row(CANDLES_CONFLICT, candles("GOLD", "51")));
    }

    @ParameterizedTest
    @MethodSource("table")
    void theFirstReasonThatAppliesIsReported(Row row) {
        Asset asset = ASSETS.get(row.command().symbol().value());

        MarketEvent event = switch (row.command()) {
            case AssetCommand about ->
                AssetRules.decide(asset, about, BuiltInUnits::find, ignored -> 2, PAST, Players.AT)
                        .getLast();
            case BookCommand about -> throw new AssertionError("orders are not refused here: " + about);
            case UnitCommand about ->
                UnitRules.decide(BuiltInUnits.find(about.symbol().unit()), asset != null, about, Players.AT);
        };

        assertThat(event).isInstanceOfSatisfying(MarketOperationRefused.class, refused -> {
            assertThat(refused.reason()).as(refused.detail()).isEqualTo(row.reason());
            assertThat(refused.detail()).startsWith("expected ");
            assertThat(refused.kind()).isEqualTo(row.command().kind());
        });
    }

    @Test
    void theTableHasEveryReasonInOrder() {
        assertThat(table().stream().map(Row::reason).distinct()).containsExactly(MarketRefusal.values());
    }
}
