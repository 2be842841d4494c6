package dev.gembourse.processor.price;

import dev.gembourse.events.market.CandleInterval;
import dev.gembourse.events.value.Symbol;
import dev.gembourse.exactlyonce.Rows;
import dev.gembourse.exactlyonce.Writes;
import java.math.BigDecimal;
import java.sql.Connection;
import java.sql.SQLException;
import java.time.Instant;
import java.util.Collection;
import java.util.Comparator;
import java.util.Map;
import java.util.TreeMap;

/**
 * What ticks make of candles. Those of an asset's newest minute grow one row, {@link RunningMinutes}; a later minute lets what they
 * came to grow the candles of all lengths. Ticks of earlier minutes, told late or by another source, grow these at once.
 */
final class Candles {

    private static final String GROW = """
            insert into candle (symbol, minutes, start, open, high, low, close, volume, ticks, price_sum, open_at, close_at,
                                grown_at)
            select *
              from unnest(?::text[], ?::smallint[], ?::timestamptz[], ?::numeric[], ?::numeric[], ?::numeric[], ?::numeric[],
                          ?::numeric[], ?::bigint[], ?::numeric[], ?::timestamptz[], ?::timestamptz[], ?::timestamptz[])
                on conflict (symbol, minutes, start) do update
               set open = case when excluded.open_at < candle.open_at then excluded.open else candle.open end,
                   high = greatest(candle.high, excluded.high),
                   low = least(candle.low, excluded.low),
                   close = case when excluded.close_at >= candle.close_at then excluded.close else candle.close end,
                   volume = candle.volume + excluded.volume,
                   ticks = candle.ticks + excluded.ticks,
                   price_sum = candle.price_sum + excluded.price_sum,
                   open_at = least(candle.open_at, excluded.open_at),
                   close_at = greatest(candle.close_at, excluded.close_at),
                   grown_at = excluded.grown_at
            """;

    private static final Comparator<Key> ORDER =
            Comparator.comparing(Key::symbol).thenComparing(Key::interval).thenComparing(Key::start);

    private final RunningMinutes running = new RunningMinutes();
    private final Map<Key, GrowingCandle> growing = new TreeMap<>(ORDER);
    private final Rows rows = Rows.given(GROW);

    private record Key(Symbol symbol, CandleInterval interval, Instant start) {}

    /** Begins a batch that may add ticks of these assets. */
    void load(Connection transaction, Collection<Symbol> symbols) throws SQLException {
        growing.clear();
        running.load(transaction, symbols);
    }

    void add(Symbol symbol, Instant at, BigDecimal price, BigDecimal offered, Instant toldAt) {
        Instant minute = CandleInterval.MINUTE.startOf(at);
        GrowingCandle tick = new GrowingCandle(minute, at, price, offered, toldAt);
        GrowingCandle now = running.of(symbol);
        if (now != null && minute.isBefore(now.start)) {
            growAll(symbol, tick);
        } else if (now != null && minute.equals(now.start)) {
            now.add(tick);
            running.put(symbol, now);
        } else {
            if (now != null) {
                growAll(symbol, now);
            }
            running.put(symbol, tick);
        }
    }

    void write(Writes writes) {
        growing.forEach((key, candle) -> rows.text(key.symbol().value())
                .smallint((int) key.interval().length().toMinutes())
                .timestamptz(candle.start)
                .numeric(candle.open)
                .numeric(candle.high)
                .numeric(candle.low)
                .numeric(candle.close)
                .numeric(candle.volume)
                .bigint(candle.ticks)
                .numeric(candle.priceSum)
                .timestamptz(candle.openAt)
                .timestamptz(candle.closeAt)
                .timestamptz(candle.grownAt)
                .endRow());
        writes.add(rows);
        running.write(writes);
    }

    private void growAll(Symbol symbol, GrowingCandle minute) {
        for (CandleInterval interval : CandleInterval.values()) {
            Instant start = interval.startOf(minute.start);
            Key key = new Key(symbol, interval, start);
            GrowingCandle candle = growing.get(key);
            if (candle == null) {
                growing.put(key, minute.startingAt(start));
            } else {
                candle.add(minute);
            }
        }
    }
}
