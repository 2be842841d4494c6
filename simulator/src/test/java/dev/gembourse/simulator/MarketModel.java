package dev.gembourse.simulator;

import static dev.gembourse.simulator.Findings.require;

import dev.gembourse.events.market.Asset;
import dev.gembourse.events.market.BuiltInUnits;
import dev.gembourse.events.market.MarketCommand;
import dev.gembourse.events.market.MarketCommand.BookCommand;
import dev.gembourse.events.market.MarketCommand.CreateAsset;
import dev.gembourse.events.market.MarketEvent;
import dev.gembourse.events.market.MarketEvent.AssetStated;
import dev.gembourse.events.market.MarketEvent.MarketCommandRepeated;
import dev.gembourse.events.market.MarketEvent.UnitStated;
import dev.gembourse.events.market.UnitBook;
import dev.gembourse.events.market.UnitDefinition;
import dev.gembourse.events.value.OperationId;
import dev.gembourse.events.value.OrderId;
import dev.gembourse.events.value.StreamPosition;
import dev.gembourse.events.value.Symbol;
import dev.gembourse.events.value.Unit;
import dev.gembourse.events.wire.Contracts;
import dev.gembourse.processor.market.MarketRules;
import java.math.BigDecimal;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/** The market as a plain replay of its commands. */
final class MarketModel {

    private static final StreamPosition SOMEWHERE = new StreamPosition(0, 1);

    private final Log log;
    private final Database database;
    private final boolean isolates;
    private final Map<Symbol, List<Asset>> states = new HashMap<>();
    private final Map<Unit, List<UnitDefinition>> units = new HashMap<>();
    private final PriceModel prices = new PriceModel();
    private final Map<OrderId, BigDecimal> waiting = new HashMap<>();

    MarketModel(Log log, Database database, boolean isolates) {
        this.log = log;
        this.database = database;
        this.isolates = isolates;
    }

    /** Every state that an asset has had. */
    Map<Symbol, List<Asset>> states() {
        return states;
    }

    /** Every state that a unit has had since it was defined or first changed. */
    Map<Unit, List<UnitDefinition>> units() {
        return units;
    }

    void check() {
        int assets = 0;
        for (int p = 0; p < Records.PARTITIONS; p++) {
            Map<Symbol, Asset> folded = replay(p);
            folded.values().forEach(this::isStored);
            assets += folded.size();
        }
        require(database.table("market.asset").committed.size() == assets, "I3: an asset that nobody created");
        prices.check(database);
        ordersWait();
        units.values().forEach(its -> isStored(its.getLast()));
        long defined = units.keySet().stream()
                .filter(unit -> BuiltInUnits.find(unit) == null)
                .count();
        require(
                database.table("market.unit").committed.size() == BuiltInUnits.ALL.size() + defined,
                "I3: a unit that nobody defined");
    }

    private static int outcome(List<MarketEvent> events) {
        for (int i = 0; i < events.size(); i++) {
            if (events.get(i).concludesOperation()) {
                return i;
            }
        }
        throw new Findings.Broken("I2: no outcome among " + events);
    }

    /** What waits in the books is what has come in and is open, with nothing else. */
    private void ordersWait() {
        Map<OrderId, BigDecimal> stored = new HashMap<>();
        database.table("market.resting_order")
                .committed
                .values()
                .forEach(row -> stored.put(new OrderId(row.uuid("order_id")), row.decimal("open")));
        require(
                stored.keySet().equals(waiting.keySet())
                        && stored.entrySet().stream()
                                .allMatch(one ->
                                        one.getValue().compareTo(Objects.requireNonNull(waiting.get(one.getKey())))
                                                == 0),
                "I14: expected %s to wait but the rows are %s",
                waiting,
                stored);
    }

    private Map<Symbol, Asset> replay(int partition) {
        JournalWalk<MarketEvent> journal = new JournalWalk<>(database, "market", partition, Contracts.MARKET_EVENTS);
        Map<Symbol, Asset> assets = new HashMap<>();
        Repeats<MarketCommand> repeats = new Repeats<>();
        BookModel books = new BookModel();
        CommandLog.decided(log, database, "market", Contracts.MARKET_COMMANDS, partition, isolates)
                .forEach((offset, command) -> {
                    OperationId operation = command.operationId();
                    StreamPosition outcome = repeats.outcomeOf(operation);
                    if (outcome != null) {
                        boolean same = repeats.isSame(operation, command.content());
                        journal.next(
                                operation.toString(),
                                command.toString(),
                                now -> List.of(List.of(
                                        new MarketCommandRepeated(operation, command.symbol(), same, outcome, now))));
                        return;
                    }
                    long first = journal.nextSeq();
                    List<MarketEvent> events = journal.next(
                            operation.toString(),
                            command.toString(),
                            now -> possible(assets.get(command.symbol()), command, books, partition, now));
                    repeats.decided(
                            operation, command.content(), new StreamPosition(partition, first + outcome(events)));
                    long seq = first;
                    for (MarketEvent event : events) {
                        prices.happened(event, command, seq++);
                        books.happened(event, command instanceof BookCommand order ? order : null);
                        if (event instanceof UnitStated stated) {
                            units.computeIfAbsent(stated.definition().unit(), ignored -> new ArrayList<>())
                                    .add(stated.definition());
                        }
                        if (event instanceof AssetStated stated) {
                            assets.put(stated.symbol(), stated.asset());
                            states.computeIfAbsent(stated.symbol(), ignored -> new ArrayList<>())
                                    .add(stated.asset());
                        }
                    }
                });
        journal.end();
        repeats.check(database, "market", partition);
        waiting.putAll(books.waiting());
        return assets;
    }

    /**
     * How many accounts hold the asset depends on how far settlement has come at that moment, and whether there is a currency on
     * how far another partition has.
     */
    private List<List<MarketEvent>> possible(
            @Nullable Asset asset, MarketCommand command, BookModel books, int partition, Instant now) {
        if (command instanceof BookCommand order) {
            return List.of(books.decide(order, asset, partition, now));
        }
        List<List<MarketEvent>> possible = new ArrayList<>();
        for (UnitBook known : possibleUnits(command)) {
            for (int holders = 0; holders <= Workload.ACCOUNTS; holders++) {
                possible.add(books.with(MarketRules.decide(asset, command, known, holders, prices, now), partition));
            }
        }
        return possible;
    }

    private List<UnitBook> possibleUnits(MarketCommand command) {
        UnitBook known = new UnitBook();
        List<UnitDefinition> its = units.get(command.symbol().unit());
        if (its != null) {
            known.state(its.getLast(), SOMEWHERE);
        }
        if (!(command instanceof CreateAsset create) || BuiltInUnits.find(create.currency()) != null) {
            return List.of(known);
        }
        UnitBook more = new UnitBook();
        if (its != null) {
            more.state(its.getLast(), SOMEWHERE);
        }
        more.state(Workload.unit(create.currency().code()), SOMEWHERE);
        return List.of(known, more);
    }

    private void isStored(UnitDefinition unit) {
        Row row =
                database.table("market.unit").committed.get(List.of(unit.unit().code()));
        require(
                row != null
                        && row.has("name", unit.name())
                        && row.has("kind", unit.kind().name())
                        && row.has("scale", unit.scale())
                        && row.has("status", unit.status().name()),
                "I3: expected %s but the row is %s",
                unit,
                row);
    }

    private void isStored(Asset asset) {
        Row row = database.table("market.asset")
                .committed
                .get(List.of(asset.symbol().value()));
        require(
                row != null
                        && row.has("status", asset.status().name())
                        && row.decimal("price").compareTo(asset.price().value()) == 0
                        && row.has("price_at", asset.priceAt())
                        && row.has("currency_scale", asset.currencyScale())
                        && row.has("max_price_age", asset.maxPriceAgeSeconds())
                        && Objects.equals(plain(row.get("available")), plain(asset.available())),
                "I3: expected %s but the row is %s",
                asset,
                row);
    }

    private static @Nullable Object plain(@Nullable Object decimal) {
        return decimal == null ? null : ((BigDecimal) decimal).stripTrailingZeros();
    }
}
