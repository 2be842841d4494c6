package dev.gembourse.processor.query;

import dev.gembourse.events.market.CandleInterval;
import dev.gembourse.events.market.TickSource;
import dev.gembourse.events.value.Price;
import dev.gembourse.events.value.Symbol;
import dev.gembourse.events.view.CandleView;
import dev.gembourse.events.view.StatisticsView;
import dev.gembourse.events.view.TapeView;
import dev.gembourse.events.view.TickView;
import dev.gembourse.processor.query.Cover.Part;
import java.math.BigDecimal;
import java.math.RoundingMode;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Types;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.util.List;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;

/** Ticks, candles and what follows from them. Everything is read along a primary key. */
@Component
class PastPrices {

    private static final int NEWEST = 5;
    private static final int AVERAGE_SCALE = 8;

    /** Ours are what is stored and what the running minute adds. Where candles were imported they are shown instead. */
    private static final String CANDLES = """
            with stored as (
                select start, open, high, low, close, volume, ticks, open_at, close_at
                  from market.candle
                 where symbol = :symbol and minutes = :minutes
                   and start >= coalesce(:since::timestamptz, '-infinity') and start < coalesce(:until::timestamptz, 'infinity') and start > :after
                   and not exists (select
                                     from market.imported_candle i
                                    where i.symbol = candle.symbol and i.minutes = candle.minutes and i.start = candle.start)
                 order by start
                 limit :rows),
            running as (
                select minute.start, open, high, low, close, volume, ticks, open_at, close_at
                  from (select date_bin(make_interval(mins => :minutes::integer), start, timestamptz '1970-01-01 00:00:00Z') as start,
                               open, high, low, close, volume, ticks, open_at, close_at
                          from market.running_minute
                         where symbol = :symbol) as minute
                 where start >= coalesce(:since::timestamptz, '-infinity') and start < coalesce(:until::timestamptz, 'infinity') and start > :after
                   and not exists (select
                                     from market.imported_candle i
                                    where i.symbol = :symbol and i.minutes = :minutes and i.start = minute.start))
            (select start, (array_agg(open order by open_at))[1] as open, max(high) as high, min(low) as low,
                    (array_agg(close order by close_at desc))[1] as close, sum(volume) as volume, sum(ticks)::bigint as ticks,
                    false as imported
               from (select * from stored union all select * from running) as part
              group by start)
             union all
            (select start, open, high, low, close, volume, 0, true
               from market.imported_candle
              where symbol = :symbol and minutes = :minutes
                and start >= coalesce(:since::timestamptz, '-infinity') and start < coalesce(:until::timestamptz, 'infinity') and start > :after
              order by start
              limit :rows)
             order by start
             limit :rows
            """;

    private static final String TICKS = """
            select at, seq, source, sequence, price, available
              from market.tick
             where symbol = :symbol and at >= coalesce(:since::timestamptz, '-infinity') and at < coalesce(:until::timestamptz, 'infinity')
               and (at, seq) < (:at, :seq)
             order by at desc, seq desc
             limit :rows
            """;

    private static final String STATISTICS = """
            select coalesce(sum(ticks), 0) as ticks, max(high) as high, min(low) as low, sum(price_sum) as price_sum,
                   coalesce(sum(volume), 0) as volume
              from (select c.ticks, c.high, c.low, c.price_sum, c.volume
                      from unnest(:minutes::smallint[], :since::timestamptz[], :until::timestamptz[]) as part (minutes, since, until)
                      join market.candle c
                        on c.symbol = :symbol and c.minutes = part.minutes and c.start >= part.since and c.start < part.until
                     union all
                    select r.ticks, r.high, r.low, r.price_sum, r.volume
                      from unnest(:since::timestamptz[], :until::timestamptz[]) as part (since, until)
                      join market.running_minute r
                        on r.symbol = :symbol and r.start >= part.since and r.start < part.until
                     union all
                    select 1, price, price, price, coalesce(available, 0)
                      from unnest(:tickSince::timestamptz[], :tickUntil::timestamptz[]) as part (since, until)
                      join market.tick t
                        on t.symbol = :symbol and t.at >= part.since and t.at < part.until) as parts
            """;

    private static final StoredTick.Key BEYOND = new StoredTick.Key(253_402_300_799_000_000L, Long.MAX_VALUE);

    private final JdbcClient reads;

    PastPrices(JdbcClient reads) {
        this.reads = reads;
    }

    /**
     * Candles whose start is in the range, the oldest first.
     *
     * @param after the start, in seconds since 1970, behind which to go on
     */
    List<CandleView> candles(Symbol symbol, CandleInterval interval, TimeRange range, @Nullable Long after, int rows) {
        OffsetDateTime behind = (after == null
                        ? Instant.EPOCH.minusSeconds(62_135_596_800L)
                        : Instant.ofEpochSecond(after))
                .atOffset(ZoneOffset.UTC);
        return reads.sql(CANDLES)
                .param("symbol", symbol.value())
                .param("minutes", interval.length().toMinutes())
                .param("since", range.begin(), Types.TIMESTAMP_WITH_TIMEZONE)
                .param("until", range.end(), Types.TIMESTAMP_WITH_TIMEZONE)
                .param("after", behind)
                .param("rows", rows)
                .query(PastPrices::candle)
                .list();
    }

    /** Ticks in the range, the newest first, older than the given one. */
    List<StoredTick> ticks(Symbol symbol, TimeRange range, StoredTick.@Nullable Key before, int rows) {
        StoredTick.Key beyond = before == null ? BEYOND : before;
        return reads.sql(TICKS)
                .param("symbol", symbol.value())
                .param("since", range.begin(), Types.TIMESTAMP_WITH_TIMEZONE)
                .param("until", range.end(), Types.TIMESTAMP_WITH_TIMEZONE)
                .param("at", beyond.at().atOffset(ZoneOffset.UTC))
                .param("seq", beyond.seq())
                .param("rows", rows)
                .query(PastPrices::tick)
                .list();
    }

    StatisticsView statistics(Symbol symbol, TimeRange range, List<TapeView> trades) {
        Cover cover = Cover.of(range);
        List<TickView> newest = ticks(symbol, range, null, NEWEST).stream()
                .map(StoredTick::view)
                .toList();
        return reads.sql(STATISTICS)
                .param("symbol", symbol.value())
                .param("minutes", cover.candles().stream().map(Part::minutes).toArray(Integer[]::new))
                .param("since", times(cover.candles(), Part::since))
                .param("until", times(cover.candles(), Part::until))
                .param("tickSince", times(cover.ticks(), Part::since))
                .param("tickUntil", times(cover.ticks(), Part::until))
                .query((row, ignored) -> statistics(symbol, range, newest, trades, row))
                .single();
    }

    private static String[] times(List<Part> parts, Function<Part, Instant> time) {
        return parts.stream().map(part -> time.apply(part).toString()).toArray(String[]::new);
    }

    private static StatisticsView statistics(
            Symbol symbol, TimeRange range, List<TickView> newest, List<TapeView> trades, ResultSet row)
            throws SQLException {
        long ticks = row.getLong("ticks");
        BigDecimal high = row.getBigDecimal("high");
        BigDecimal low = row.getBigDecimal("low");
        BigDecimal sum = row.getBigDecimal("price_sum");
        BigDecimal average = sum == null
                ? null
                : plain(sum.divide(BigDecimal.valueOf(ticks), AVERAGE_SCALE, RoundingMode.HALF_EVEN));
        return new StatisticsView(
                symbol,
                range.from(),
                range.to(),
                ticks,
                high == null ? null : new Price(high),
                low == null ? null : new Price(low),
                average,
                plain(row.getBigDecimal("volume")),
                newest,
                trades);
    }

    private static CandleView candle(ResultSet row, int ignored) throws SQLException {
        return new CandleView(
                row.getObject("start", OffsetDateTime.class).toInstant(),
                new Price(row.getBigDecimal("open")),
                new Price(row.getBigDecimal("high")),
                new Price(row.getBigDecimal("low")),
                new Price(row.getBigDecimal("close")),
                plain(row.getBigDecimal("volume")),
                row.getLong("ticks"),
                row.getBoolean("imported"));
    }

    private static StoredTick tick(ResultSet row, int ignored) throws SQLException {
        BigDecimal available = row.getBigDecimal("available");
        TickView view = new TickView(
                row.getObject("at", OffsetDateTime.class).toInstant(),
                new Price(row.getBigDecimal("price")),
                available == null ? null : plain(available),
                new TickSource(row.getString("source")),
                row.getObject("sequence", Long.class));
        return new StoredTick(view, row.getLong("seq"));
    }

    private static BigDecimal plain(BigDecimal number) {
        BigDecimal stripped = number.stripTrailingZeros();
        return stripped.scale() < 0 ? stripped.setScale(0) : stripped;
    }
}
