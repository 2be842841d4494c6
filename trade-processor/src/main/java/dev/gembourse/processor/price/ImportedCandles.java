package dev.gembourse.processor.price;

import dev.gembourse.events.market.Candle;
import dev.gembourse.events.market.CandleInterval;
import dev.gembourse.events.market.MarketCommand.ImportCandles;
import dev.gembourse.events.value.Price;
import dev.gembourse.events.value.Symbol;
import dev.gembourse.exactlyonce.Rows;
import dev.gembourse.exactlyonce.Writes;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.util.Collection;
import java.util.HashMap;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** Candles that others have made: those of the times of a batch's imports, read with one query for each import. */
final class ImportedCandles {

    private static final String LOAD = """
            select start, open, high, low, close, volume
              from imported_candle
             where symbol = ? and minutes = ? and start between ? and ?
            """;

    private final Map<Key, Candle> known = new HashMap<>();
    private final Rows rows =
            Rows.into("imported_candle", "symbol", "minutes", "start", "open", "high", "low", "close", "volume");

    private record Key(Symbol symbol, CandleInterval interval, Instant start) {}

    void load(Connection transaction, Collection<ImportCandles> imports) throws SQLException {
        known.clear();
        for (ImportCandles one : imports) {
            try (PreparedStatement select = transaction.prepareStatement(LOAD)) {
                select.setString(1, one.symbol().value());
                select.setInt(2, minutes(one.interval()));
                select.setObject(3, one.candles().getFirst().start().atOffset(ZoneOffset.UTC));
                select.setObject(4, one.candles().getLast().start().atOffset(ZoneOffset.UTC));
                try (ResultSet found = select.executeQuery()) {
                    while (found.next()) {
                        Candle candle = candle(found);
                        known.put(new Key(one.symbol(), one.interval(), candle.start()), candle);
                    }
                }
            }
        }
    }

    private static Candle candle(ResultSet row) throws SQLException {
        return new Candle(
                row.getObject("start", OffsetDateTime.class).toInstant(),
                new Price(row.getBigDecimal("open")),
                new Price(row.getBigDecimal("high")),
                new Price(row.getBigDecimal("low")),
                new Price(row.getBigDecimal("close")),
                row.getBigDecimal("volume"));
    }

    @Nullable
    Candle find(Symbol symbol, CandleInterval interval, Instant start) {
        return known.get(new Key(symbol, interval, start));
    }

    /** Adds those of an import that are not there. */
    void add(ImportCandles wanted) {
        for (Candle candle : wanted.candles()) {
            if (known.putIfAbsent(new Key(wanted.symbol(), wanted.interval(), candle.start()), candle) == null) {
                rows.text(wanted.symbol().value())
                        .smallint(minutes(wanted.interval()))
                        .timestamptz(candle.start())
                        .numeric(candle.open().value())
                        .numeric(candle.high().value())
                        .numeric(candle.low().value())
                        .numeric(candle.close().value())
                        .numeric(candle.volume())
                        .endRow();
            }
        }
    }

    void write(Writes writes) {
        writes.add(rows);
    }

    private static int minutes(CandleInterval interval) {
        return (int) interval.length().toMinutes();
    }
}
