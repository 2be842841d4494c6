package dev.gembourse.processor.price;

import dev.gembourse.events.market.CandleInterval;
import dev.gembourse.events.value.Symbol;
import dev.gembourse.exactlyonce.Rows;
import dev.gembourse.exactlyonce.Writes;
import java.math.BigDecimal;
import java.time.Instant;
import java.util.Comparator;
import java.util.Map;
import java.util.TreeMap;

/** What a batch adds to candles, one row for each that it touches. */
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

    private final Map<Key, GrowingCandle> growing = new TreeMap<>(ORDER);
    private final Rows rows = Rows.given(GROW);

    private record Key(Symbol symbol, CandleInterval interval, Instant start) {}

    void clear() {
        growing.clear();
    }

    void add(Symbol symbol, Instant at, BigDecimal price, BigDecimal offered, Instant toldAt) {
        for (CandleInterval interval : CandleInterval.values()) {
            Instant start = interval.startOf(at);
            Key key = new Key(symbol, interval, start);
            GrowingCandle candle = growing.get(key);
            if (candle == null) {
                growing.put(key, new GrowingCandle(start, at, price, offered, toldAt));
            } else {
                candle.add(at, price, offered, toldAt);
            }
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
    }
}
