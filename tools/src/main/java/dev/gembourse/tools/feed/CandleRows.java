package dev.gembourse.tools.feed;

import dev.gembourse.events.market.Candle;
import dev.gembourse.events.value.Decimals;
import dev.gembourse.events.value.Price;
import dev.gembourse.events.value.Symbol;
import dev.gembourse.tools.csv.CsvFile;
import dev.gembourse.tools.csv.CsvRow;
import dev.gembourse.tools.csv.MalformedFile;
import java.io.IOException;
import java.math.BigDecimal;
import java.math.RoundingMode;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/**
 * Makes four rows of each candle of a file, in the first four quarters of its time: the first price, the two extremes, of which the
 * one comes first that is nearer to the first price's side (the lowest in a candle that rose), and the last price.
 */
final class CandleRows {

    static final List<String> COLUMNS = List.of("time", "open", "high", "low", "close", "volume");

    private static final int PARTS = 4;

    private record Read(long line, Symbol symbol, Candle candle) {}

    private CandleRows() {}

    /** @param symbol of the candles, when the file has no column {@code symbol} */
    static List<Row> read(Path file, @Nullable Symbol symbol) throws IOException, MalformedFile {
        boolean named = CsvFile.columns(file).contains("symbol");
        if (!named && symbol == null) {
            throw new MalformedFile(file, 1, "expected a column symbol, or --symbol");
        }
        List<Read> candles = new ArrayList<>();
        CsvFile.read(file, COLUMNS, csv -> {
            Symbol own = named || symbol == null ? csv.field("symbol", Symbol::new) : symbol;
            candles.add(new Read(csv.line(), own, candle(csv)));
        });
        Duration length = shortest(candles);
        List<Row> rows = new ArrayList<>(PARTS * candles.size());
        candles.forEach(read -> rows.addAll(rows(read, length)));
        return rows;
    }

    private static Candle candle(CsvRow csv) throws MalformedFile {
        try {
            return new Candle(
                    csv.field("time", Instant::parse),
                    csv.field("open", Price::of),
                    csv.field("high", Price::of),
                    csv.field("low", Price::of),
                    csv.field("close", Price::of),
                    csv.field("volume", BigDecimal::new));
        } catch (IllegalArgumentException e) {
            throw csv.malformed(String.valueOf(e.getMessage()));
        }
    }

    /** How much time a candle covers: the least that lies between two of a symbol. */
    private static Duration shortest(List<Read> candles) {
        Map<Symbol, Instant> before = new TreeMap<>();
        Duration shortest = Duration.ofDays(1);
        for (Read read : candles) {
            Instant start = read.candle().start();
            Instant last = before.put(read.symbol(), start);
            if (last != null
                    && start.isAfter(last)
                    && Duration.between(last, start).compareTo(shortest) < 0) {
                shortest = Duration.between(last, start);
            }
        }
        return shortest;
    }

    private static List<Row> rows(Read read, Duration length) {
        Candle candle = read.candle();
        boolean rose = candle.close().value().compareTo(candle.open().value()) >= 0;
        List<Price> prices = List.of(
                candle.open(),
                rose ? candle.low() : candle.high(),
                rose ? candle.high() : candle.low(),
                candle.close());
        BigDecimal part = candle.volume().divide(BigDecimal.valueOf(PARTS), Decimals.MAX_SCALE, RoundingMode.DOWN);
        BigDecimal rest = candle.volume().subtract(part.multiply(BigDecimal.valueOf(PARTS - 1L)));
        List<Row> rows = new ArrayList<>(PARTS);
        for (int i = 0; i < PARTS; i++) {
            Instant time = candle.start().plus(length.multipliedBy(i).dividedBy(PARTS));
            rows.add(new Row(read.line(), read.symbol(), prices.get(i), i < PARTS - 1 ? part : rest, time));
        }
        return rows;
    }
}
