package dev.gembourse.simulator;

import static dev.gembourse.simulator.Statements.normal;
import static dev.gembourse.simulator.Statements.updated;

import dev.gembourse.simulator.Statements.Meaning;
import java.math.BigDecimal;
import java.sql.SQLException;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/** What the statements about ticks and candles mean. */
final class PriceStatements {

    private static final String CANDLE = "start, open, high, low, close, volume";

    private static final String GROWTH =
            "open, high, low, close, volume, ticks, price_sum, open_at, close_at, grown_at";

    private PriceStatements() {}

    static void addTo(Map<String, Meaning> all) {
        all.put(
                normal("""
                select symbol, source, newest, sequence
                  from tick_source
                 where (symbol, source) in (select * from unnest(?::text[], ?::text[]))
                """),
                (session, given) -> session.rows(session.table("tick_source"), row -> isAskedFor(row, given))
                        .toList());
        all.put(normal("""
                insert into tick_source (symbol, source, newest, sequence)
                select *
                  from unnest(?::text[], ?::text[], ?::timestamptz[], ?::bigint[])
                    on conflict (symbol, source) do update
                   set newest = excluded.newest, sequence = excluded.sequence
                """), (session, given) -> {
            int rows = given.texts(1).size();
            for (int i = 0; i < rows; i++) {
                String symbol = given.texts(1).get(i);
                String source = given.texts(2).get(i);
                session.lock(session.table("tick_source"), symbol, source);
                session.put(
                        session.table("tick_source"),
                        Row.of(
                                "symbol",
                                symbol,
                                "source",
                                source,
                                "newest",
                                given.times(3).get(i),
                                "sequence",
                                given.numbers(4).get(i)));
            }
            return updated(rows);
        });
        all.put(
                normal("""
                select start, open, high, low, close, volume
                  from imported_candle
                 where symbol = ? and minutes = ? and start between ? and ?
                """),
                (session, given) -> session.rows(
                                session.table("imported_candle"),
                                row -> row.has("symbol", given.text(1))
                                        && row.has("minutes", given.number(2))
                                        && isBetween((Instant) row.get("start"), given.time(3), given.time(4)))
                        .map(row -> row.only(CANDLE))
                        .toList());
        all.put(
                normal("""
                select symbol, start, open, high, low, close, volume, ticks, price_sum, open_at, close_at, grown_at
                  from running_minute
                 where symbol = any (?)
                """),
                (session, given) -> session.rows(
                                session.table("running_minute"),
                                row -> given.texts(1).contains(row.text("symbol")))
                        .map(row -> row.only("symbol, start, " + GROWTH))
                        .toList());
        all.put(normal("""
                insert into running_minute (symbol, start, open, high, low, close, volume, ticks, price_sum, open_at, close_at, grown_at)
                select *
                  from unnest(?::text[], ?::timestamptz[], ?::numeric[], ?::numeric[], ?::numeric[], ?::numeric[], ?::numeric[],
                              ?::bigint[], ?::numeric[], ?::timestamptz[], ?::timestamptz[], ?::timestamptz[])
                    on conflict (symbol) do update
                   set start = excluded.start, open = excluded.open, high = excluded.high, low = excluded.low, close = excluded.close,
                       volume = excluded.volume, ticks = excluded.ticks, price_sum = excluded.price_sum,
                       open_at = excluded.open_at, close_at = excluded.close_at, grown_at = excluded.grown_at
                """), (session, given) -> {
            int rows = given.texts(1).size();
            for (int i = 0; i < rows; i++) {
                session.lock(session.table("running_minute"), given.texts(1).get(i));
                session.put(
                        session.table("running_minute"),
                        growth(
                                given,
                                i,
                                2,
                                Row.of(
                                        "symbol",
                                        given.texts(1).get(i),
                                        "start",
                                        given.times(2).get(i))));
            }
            return updated(rows);
        });
        all.put(normal("""
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
                """), (session, given) -> {
            int rows = given.texts(1).size();
            for (int i = 0; i < rows; i++) {
                grow(
                        session,
                        growth(
                                given,
                                i,
                                3,
                                Row.of(
                                        "symbol", given.texts(1).get(i),
                                        "minutes", given.numbers(2).get(i),
                                        "start", given.times(3).get(i))));
            }
            return updated(rows);
        });
    }

    private static boolean isAskedFor(Row row, Parameters given) {
        List<String> symbols = given.texts(1);
        for (int i = 0; i < symbols.size(); i++) {
            if (row.has("symbol", symbols.get(i))
                    && row.has("source", given.texts(2).get(i))) {
                return true;
            }
        }
        return false;
    }

    private static boolean isBetween(@Nullable Instant time, Instant from, Instant to) {
        return !Objects.requireNonNull(time).isBefore(from) && !time.isAfter(to);
    }

    /** A key with what stands in the parameters behind it. */
    private static Row growth(Parameters given, int i, int behind, Row key) {
        return key.with("open", given.decimals(behind + 1).get(i))
                .with("high", given.decimals(behind + 2).get(i))
                .with("low", given.decimals(behind + 3).get(i))
                .with("close", given.decimals(behind + 4).get(i))
                .with("volume", given.decimals(behind + 5).get(i))
                .with("ticks", given.numbers(behind + 6).get(i))
                .with("price_sum", given.decimals(behind + 7).get(i))
                .with("open_at", given.times(behind + 8).get(i))
                .with("close_at", given.times(behind + 9).get(i))
                .with("grown_at", given.times(behind + 10).get(i));
    }

    private static void grow(Session session, Row more) throws SQLException {
        Table candles = session.table("candle");
        Row before = session.lock(candles, more.get("symbol"), more.get("minutes"), more.get("start"));
        session.put(candles, before == null ? more : grown(before, more));
    }

    /** A candle with what has come later. */
    static Row grown(Row before, Row more) {
        boolean opens = time(more, "open_at").isBefore(time(before, "open_at"));
        boolean closes = !time(more, "close_at").isBefore(time(before, "close_at"));
        BigDecimal volume = before.decimal("volume").add(more.decimal("volume"));
        return before.with("open", (opens ? more : before).get("open"))
                .with("open_at", (opens ? more : before).get("open_at"))
                .with("close", (closes ? more : before).get("close"))
                .with("close_at", (closes ? more : before).get("close_at"))
                .with("high", before.decimal("high").max(more.decimal("high")))
                .with("low", before.decimal("low").min(more.decimal("low")))
                .with("volume", volume)
                .with("ticks", before.number("ticks") + more.number("ticks"))
                .with("grown_at", more.get("grown_at"))
                .with("price_sum", before.decimal("price_sum").add(more.decimal("price_sum")));
    }

    private static Instant time(Row row, String column) {
        return (Instant) Objects.requireNonNull(row.get(column));
    }
}
