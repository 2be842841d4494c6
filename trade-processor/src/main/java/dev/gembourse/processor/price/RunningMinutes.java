package dev.gembourse.processor.price;

import dev.gembourse.events.value.Symbol;
import dev.gembourse.exactlyonce.Rows;
import dev.gembourse.exactlyonce.Writes;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.util.Collection;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/** What the ticks of each asset's newest minute have come to: read once, kept, and written back by each batch that changes it. */
final class RunningMinutes {

    private static final String LOAD = """
            select symbol, start, open, high, low, close, volume, ticks, price_sum, open_at, close_at, grown_at
              from running_minute
             where symbol = any (?)
            """;

    private static final String SAVE = """
            insert into running_minute (symbol, start, open, high, low, close, volume, ticks, price_sum, open_at, close_at, grown_at)
            select *
              from unnest(?::text[], ?::timestamptz[], ?::numeric[], ?::numeric[], ?::numeric[], ?::numeric[], ?::numeric[],
                          ?::bigint[], ?::numeric[], ?::timestamptz[], ?::timestamptz[], ?::timestamptz[])
                on conflict (symbol) do update
               set start = excluded.start, open = excluded.open, high = excluded.high, low = excluded.low, close = excluded.close,
                   volume = excluded.volume, ticks = excluded.ticks, price_sum = excluded.price_sum,
                   open_at = excluded.open_at, close_at = excluded.close_at, grown_at = excluded.grown_at
            """;

    private final Remembered<Symbol, GrowingCandle> minutes = new Remembered<>();
    private final Map<Symbol, GrowingCandle> changed = new TreeMap<>();
    private final Rows rows = Rows.given(SAVE);

    void load(Connection transaction, Collection<Symbol> symbols) throws SQLException {
        changed.clear();
        Set<Symbol> unknown = minutes.unknown(symbols);
        if (unknown.isEmpty()) {
            return;
        }
        try (PreparedStatement select = transaction.prepareStatement(LOAD)) {
            select.setArray(
                    1,
                    transaction.createArrayOf(
                            "text", unknown.stream().map(Symbol::value).toArray()));
            try (ResultSet found = select.executeQuery()) {
                while (found.next()) {
                    minutes.put(new Symbol(found.getString("symbol")), candle(found));
                }
            }
        }
    }

    /** The newest minute of an asset; null before its first tick. */
    @Nullable
    GrowingCandle of(Symbol symbol) {
        return minutes.get(symbol);
    }

    void put(Symbol symbol, GrowingCandle minute) {
        minutes.put(symbol, minute);
        changed.put(symbol, minute);
    }

    void write(Writes writes) {
        changed.forEach((symbol, minute) -> rows.text(symbol.value())
                .timestamptz(minute.start)
                .numeric(minute.open)
                .numeric(minute.high)
                .numeric(minute.low)
                .numeric(minute.close)
                .numeric(minute.volume)
                .bigint(minute.ticks)
                .numeric(minute.priceSum)
                .timestamptz(minute.openAt)
                .timestamptz(minute.closeAt)
                .timestamptz(minute.grownAt)
                .endRow());
        writes.add(rows);
    }

    private static GrowingCandle candle(ResultSet row) throws SQLException {
        return new GrowingCandle(
                time(row, "start"),
                row.getBigDecimal("open"),
                row.getBigDecimal("high"),
                row.getBigDecimal("low"),
                row.getBigDecimal("close"),
                row.getBigDecimal("volume"),
                row.getLong("ticks"),
                row.getBigDecimal("price_sum"),
                time(row, "open_at"),
                time(row, "close_at"),
                time(row, "grown_at"));
    }

    private static Instant time(ResultSet row, String column) throws SQLException {
        return row.getObject(column, OffsetDateTime.class).toInstant();
    }
}
