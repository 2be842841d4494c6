package dev.gembourse.bench.invariant;

import dev.gembourse.events.market.CandleInterval;
import java.sql.Connection;
import java.sql.SQLException;

/** I11: every tick that was taken is stored once, and every candle is what its ticks come to. For a system too young to have deleted any. */
final class PriceCheck {

    private static final String MISSING = """
            select j.partition, j.seq
              from market.journal j
             where j.type = 'dev.gembourse.market.PriceTicked.v1'
               and 1 <> (select count(*)
                           from market.tick t
                          where t.symbol = j.key and t.seq = j.seq
                            and t.at = (convert_from(j.value, 'UTF8')::jsonb #>> '{data,time}')::timestamptz)
            """;

    private static final String INVENTED = """
            select t.symbol, t.seq
              from market.tick t
             where t.source <> 'house'
               and not exists (select
                                 from market.journal j
                                where j.key = t.symbol and j.seq = t.seq and j.type = 'dev.gembourse.market.PriceTicked.v1')
            """;

    private PriceCheck() {}

    static void check(Connection trading, Findings findings) throws SQLException {
        Query.forEach(
                trading,
                MISSING,
                row -> findings.add(
                        "I11", "the tick of event " + row.getInt(1) + "." + row.getLong(2) + " is not stored once"));
        Query.forEach(
                trading,
                INVENTED,
                row -> findings.add(
                        "I11", "a tick of " + row.getString(1) + " comes from no event: " + row.getLong(2)));
        for (CandleInterval interval : CandleInterval.values()) {
            long minutes = interval.length().toMinutes();
            Query.forEach(
                    trading,
                    differing(minutes),
                    row -> findings.add(
                            "I11",
                            "the candle of %s (%s) from %s is not what its ticks come to"
                                    .formatted(row.getString(1), interval, row.getString(2))));
        }
    }

    private static String differing(long minutes) {
        return """
            select symbol, start
              from (select symbol, date_bin('%1$d minutes', at, timestamptz '1970-01-01 00:00:00Z') as start,
                           max(price) as high, min(price) as low, count(*) as ticks, sum(coalesce(available, 0)) as volume,
                           sum(price) as price_sum,
                           (array_agg(price order by at, seq))[1] as open,
                           (array_agg(price order by at desc, seq desc))[1] as close
                      from market.tick
                     group by 1, 2) as computed
              full join (select symbol, start, max(high) as high, min(low) as low, sum(ticks)::bigint as ticks,
                                sum(volume) as volume, sum(price_sum) as price_sum,
                                (array_agg(open order by open_at))[1] as open,
                                (array_agg(close order by close_at desc))[1] as close
                           from (select symbol, start, open, high, low, close, volume, ticks, price_sum, open_at, close_at
                                   from market.candle
                                  where minutes = %1$d
                                  union all
                                 select symbol, date_bin('%1$d minutes', start, timestamptz '1970-01-01 00:00:00Z'),
                                        open, high, low, close, volume, ticks, price_sum, open_at, close_at
                                   from market.running_minute) as part
                          group by 1, 2) as candle using (symbol, start)
             where (computed.high, computed.low, computed.ticks, computed.volume, computed.price_sum, computed.open, computed.close)
                   is distinct from
                   (candle.high, candle.low, candle.ticks, candle.volume, candle.price_sum, candle.open, candle.close)
            """.formatted(minutes);
    }
}
