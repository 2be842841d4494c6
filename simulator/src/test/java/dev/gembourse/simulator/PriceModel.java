package dev.gembourse.simulator;

import static dev.gembourse.simulator.Findings.require;

import dev.gembourse.events.market.Candle;
import dev.gembourse.events.market.CandleInterval;
import dev.gembourse.events.market.MarketCommand;
import dev.gembourse.events.market.MarketCommand.ChangeAsset;
import dev.gembourse.events.market.MarketCommand.CreateAsset;
import dev.gembourse.events.market.MarketCommand.ImportCandles;
import dev.gembourse.events.market.MarketEvent;
import dev.gembourse.events.market.MarketEvent.AssetStated;
import dev.gembourse.events.market.MarketEvent.CandlesImported;
import dev.gembourse.events.market.MarketEvent.PriceTicked;
import dev.gembourse.events.market.TickSource;
import dev.gembourse.events.value.Price;
import dev.gembourse.events.value.Symbol;
import dev.gembourse.processor.price.PastPrices;
import java.math.BigDecimal;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/** What prices must have been by the journals of the market: each tick that was taken counts once, in a candle of each length. */
final class PriceModel implements PastPrices {

    private record Told(Symbol symbol, Instant at, long seq, Price price, BigDecimal offered) {}

    private record Source(Symbol symbol, TickSource source) {}

    private record Key(Symbol symbol, CandleInterval interval, Instant start) {}

    private final List<Told> ticks = new ArrayList<>();
    private final Map<Source, Newest> newest = new HashMap<>();
    private final Map<Key, Candle> imported = new HashMap<>();

    @Override
    public @Nullable Newest newest(Symbol symbol, TickSource source) {
        return newest.get(new Source(symbol, source));
    }

    @Override
    public @Nullable Candle imported(Symbol symbol, CandleInterval interval, Instant start) {
        return imported.get(new Key(symbol, interval, start));
    }

    /** Takes over an event that followed from a command, and where it stands in the journal. */
    void happened(MarketEvent event, MarketCommand command, long seq) {
        switch (event) {
            case PriceTicked tick -> {
                newest.merge(
                        new Source(tick.symbol(), tick.source()),
                        new Newest(tick.time(), tick.sequence()),
                        (before, now) -> before.isAfter(now.time(), now.sequence()) ? before : now);
                BigDecimal offered = tick.available() == null ? BigDecimal.ZERO : tick.available();
                ticks.add(new Told(tick.symbol(), tick.time(), seq, tick.price(), offered));
            }
            case AssetStated stated -> {
                if (setsPrice(command)) {
                    ticks.add(new Told(
                            stated.symbol(),
                            stated.occurredAt(),
                            seq,
                            stated.asset().price(),
                            BigDecimal.ZERO));
                }
            }
            case CandlesImported ignored -> {
                ImportCandles wanted = (ImportCandles) command;
                wanted.candles()
                        .forEach(candle ->
                                imported.put(new Key(wanted.symbol(), wanted.interval(), candle.start()), candle));
            }
            default -> {}
        }
    }

    private static boolean setsPrice(MarketCommand command) {
        return command instanceof CreateAsset || (command instanceof ChangeAsset change && change.price() != null);
    }

    void check(Database database) {
        require(
                database.table("market.tick").committed.size() == ticks.size(),
                "I3: expected %s ticks but there are %s",
                ticks.size(),
                database.table("market.tick").committed.size());
        Map<Key, List<Told>> candles = new HashMap<>();
        for (Told tick : ticks) {
            Row row = database.table("market.tick")
                    .committed
                    .get(List.of(tick.symbol().value(), tick.at(), tick.seq()));
            require(
                    row != null && row.decimal("price").compareTo(tick.price().value()) == 0,
                    "I3: expected %s but the row is %s",
                    tick,
                    row);
            for (CandleInterval interval : CandleInterval.values()) {
                candles.computeIfAbsent(
                                new Key(tick.symbol(), interval, interval.startOf(tick.at())),
                                ignored -> new ArrayList<>())
                        .add(tick);
            }
        }
        Map<Key, Row> stored = candles(database);
        require(
                stored.size() == candles.size(),
                "I3: expected %s candles but there are %s",
                candles.size(),
                stored.size());
        candles.forEach((key, its) -> isMadeOf(its, stored.get(key)));
        require(
                database.table("market.imported_candle").committed.size() == imported.size(),
                "I3: a candle that nobody imported");
        imported.forEach((key, candle) -> isStored(candle, candle(database, "market.imported_candle", key)));
        newest.forEach((source, tick) -> {
            Row row = database.table("market.tick_source")
                    .committed
                    .get(List.of(source.symbol().value(), source.source().value()));
            require(
                    row != null && row.has("newest", tick.time()) && row.has("sequence", tick.sequence()),
                    "I3: expected %s at %s but got %s",
                    source,
                    tick,
                    row);
        });
    }

    /** The stored candles with what the running minutes add to them. */
    private static Map<Key, Row> candles(Database database) {
        Map<Key, Row> candles = new HashMap<>();
        for (Row row : database.table("market.candle").committed.values()) {
            for (CandleInterval interval : CandleInterval.values()) {
                if (row.number("minutes") == interval.length().toMinutes()) {
                    candles.put(new Key(new Symbol(row.text("symbol")), interval, start(row)), row);
                }
            }
        }
        for (Row row : database.table("market.running_minute").committed.values()) {
            for (CandleInterval interval : CandleInterval.values()) {
                Key key = new Key(new Symbol(row.text("symbol")), interval, interval.startOf(start(row)));
                candles.merge(key, row, PriceStatements::grown);
            }
        }
        return candles;
    }

    private static Instant start(Row row) {
        return (Instant) Objects.requireNonNull(row.get("start"));
    }

    private static @Nullable Row candle(Database database, String table, Key key) {
        long minutes = key.interval().length().toMinutes();
        return database.table(table).committed.get(List.of(key.symbol().value(), minutes, key.start()));
    }

    private static void isMadeOf(List<Told> unsorted, @Nullable Row row) {
        List<Told> its = unsorted.stream()
                .sorted(Comparator.comparing(Told::at).thenComparing(Told::seq))
                .toList();
        List<BigDecimal> prices = its.stream().map(tick -> tick.price().value()).toList();
        BigDecimal offered = its.stream().map(Told::offered).reduce(BigDecimal.ZERO, BigDecimal::add);
        BigDecimal sum = prices.stream().reduce(BigDecimal.ZERO, BigDecimal::add);
        require(
                row != null
                        && row.number("ticks") == its.size()
                        && is(row, "open", prices.getFirst())
                        && is(row, "close", prices.getLast())
                        && is(row, "high", prices.stream().reduce(BigDecimal.ZERO, BigDecimal::max))
                        && is(row, "low", prices.stream().reduce(prices.getFirst(), BigDecimal::min))
                        && is(row, "volume", offered)
                        && is(row, "price_sum", sum),
                "I3: expected a candle of %s but the row is %s",
                its.stream().map(Told::toString).collect(Collectors.joining("; ")),
                row);
    }

    private static void isStored(Candle candle, @Nullable Row row) {
        require(
                row != null
                        && is(row, "open", candle.open().value())
                        && is(row, "high", candle.high().value())
                        && is(row, "low", candle.low().value())
                        && is(row, "close", candle.close().value())
                        && is(row, "volume", candle.volume()),
                "I3: expected %s but the row is %s",
                candle,
                row);
    }

    private static boolean is(Row row, String column, BigDecimal expected) {
        return row.decimal(column).compareTo(expected) == 0;
    }
}
