package dev.gembourse.bench.invariant;

import dev.gembourse.events.market.Asset;
import dev.gembourse.events.market.AssetStatus;
import dev.gembourse.events.market.BuiltInUnits;
import dev.gembourse.events.market.MarketEvent;
import dev.gembourse.events.market.MarketEvent.AssetStated;
import dev.gembourse.events.market.MarketEvent.UnitStated;
import dev.gembourse.events.market.UnitDefinition;
import dev.gembourse.events.market.UnitStatus;
import dev.gembourse.events.value.Symbol;
import dev.gembourse.events.value.Unit;
import dev.gembourse.events.wire.Contracts;
import dev.gembourse.events.wire.Topics;
import java.math.BigDecimal;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.OptionalInt;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** All states that each asset and each unit ever had, as {@code market.events.v1} tells. */
final class MarketHistory {

    /** A price that an asset once had. */
    record Quote(BigDecimal price, Unit currency) {}

    private final Map<Symbol, Set<Quote>> quotes = new HashMap<>();
    private final Map<Symbol, Set<AssetStatus>> statuses = new HashMap<>();
    private final Set<Symbol> everLimited = new HashSet<>();
    private final Map<Symbol, Asset> latest = new HashMap<>();

    private final Map<Unit, UnitDefinition> units = new HashMap<>();
    private final Set<Unit> everClosed = new HashSet<>();

    MarketHistory() {
        BuiltInUnits.ALL.forEach(unit -> units.put(unit.unit(), unit));
    }

    static MarketHistory read(Map<String, Object> kafka) {
        MarketHistory history = new MarketHistory();
        int partitions = PartitionLog.partitions(kafka, Topics.MARKET_EVENTS);
        for (int partition = 0; partition < partitions; partition++) {
            try (JournalLog<MarketEvent> journal = new JournalLog<>(kafka, Contracts.MARKET_EVENTS, partition)) {
                journal.forEachRemaining(entry -> history.add(entry.event()));
            }
        }
        return history;
    }

    void add(MarketEvent event) {
        if (event instanceof AssetStated stated) {
            Asset asset = stated.asset();
            quotes.computeIfAbsent(asset.symbol(), ignored -> new HashSet<>())
                    .add(new Quote(asset.price().value(), asset.currency()));
            statuses.computeIfAbsent(asset.symbol(), ignored -> new HashSet<>()).add(asset.status());
            latest.put(asset.symbol(), asset);
            if (asset.maxPriceAgeSeconds() != null) {
                everLimited.add(asset.symbol());
            }
        }
        if (event instanceof UnitStated stated) {
            UnitDefinition unit = stated.definition();
            units.put(unit.unit(), unit);
            if (unit.status() == UnitStatus.CLOSED) {
                everClosed.add(unit.unit());
            }
        }
    }

    /** How many decimals amounts of a unit have, if there is such a unit. */
    OptionalInt scale(Unit unit) {
        UnitDefinition definition = units.get(unit);
        return definition == null ? OptionalInt.empty() : OptionalInt.of(definition.scale());
    }

    /** How many decimals quantities of an asset have, if there is such an asset: that never changes. */
    OptionalInt scale(Symbol symbol) {
        Asset asset = latest.get(symbol);
        return asset == null ? OptionalInt.empty() : OptionalInt.of(asset.scale());
    }

    /** Whether there was a time when nobody knew the unit, be it that it was defined later. */
    boolean wasUnknown(Unit unit) {
        return BuiltInUnits.find(unit) == null;
    }

    boolean wasClosed(Unit unit) {
        return everClosed.contains(unit);
    }

    /** Each unit as its last event left it, the built-in ones that had none included. */
    Map<Unit, UnitDefinition> units() {
        return Map.copyOf(units);
    }

    boolean knows(@Nullable Symbol symbol) {
        return symbol != null && latest.containsKey(symbol);
    }

    boolean wasHalted(@Nullable Symbol symbol) {
        return symbol != null && statuses.getOrDefault(symbol, Set.of()).contains(AssetStatus.HALTED);
    }

    /** Whether there was a time when its price could be too old. */
    boolean hadMaxPriceAge(@Nullable Symbol symbol) {
        return symbol != null && everLimited.contains(symbol);
    }

    /** Whether it is traded by orders; that never changes. */
    boolean hasBook(@Nullable Symbol symbol) {
        Asset asset = symbol == null ? null : latest.get(symbol);
        return asset != null && asset.book() != null;
    }

    boolean wasRetired(Symbol symbol) {
        Set<AssetStatus> its = statuses.getOrDefault(symbol, Set.of());
        return its.contains(AssetStatus.RETIRING) || its.contains(AssetStatus.RETIRED);
    }

    List<Quote> quotes(Symbol symbol) {
        return List.copyOf(quotes.getOrDefault(symbol, Set.of()));
    }

    /** Each asset as its last event left it. */
    Map<Symbol, Asset> latest() {
        return Map.copyOf(latest);
    }
}
