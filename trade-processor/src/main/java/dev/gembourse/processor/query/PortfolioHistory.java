package dev.gembourse.processor.query;

import dev.gembourse.events.value.AccountId;
import dev.gembourse.events.value.Unit;
import dev.gembourse.events.view.PortfolioHistoryView;
import dev.gembourse.events.view.PortfolioHistoryView.Point;
import dev.gembourse.processor.account.Amounts;
import java.math.BigDecimal;
import java.math.RoundingMode;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;

/**
 * How much accounts were worth. A moment takes a row of the book and a row and a price of each asset that was ever held, each found along
 * a primary key, so how many trades there were makes no difference.
 */
@Component
class PortfolioHistory {

    /**
     * One statement, and so of one moment. What a price was is told by the candle of the hour before, else of a day, else by now's. What
     * has happened until now is what is there: an instance whose clock is ahead may have written it.
     */
    private static final String HISTORY = """
            select asked.at, b.cash, b.deposits, b.realised, b.fees, h.quantity, h.basis,
                   case when asked.before = 'infinity' then a.price else coalesce(hours.close, days.close, a.price) end as price
              from (select at, case when :tillNow and at = :now then 'infinity' else at end as before
                      from unnest(:times::timestamptz[]) as moment (at)) as asked
              left join lateral (
                    select cash, deposits, realised, fees
                      from portfolio.book
                     where account_id = :account and currency = :currency and hour < asked.before
                     order by hour desc
                     limit 1) as b on true
              left join portfolio.holding on holding.account_id = :account and holding.currency = :currency
              left join lateral (
                    select quantity, basis
                      from portfolio.holding_hour
                     where account_id = :account and symbol = holding.symbol and hour < asked.before
                     order by hour desc
                     limit 1) as h on true
              left join market.asset a on a.symbol = holding.symbol and h.quantity <> 0
              left join lateral (
                    select close
                      from ((select start, close_at, close
                               from market.candle
                              where symbol = a.symbol and minutes = 60 and start < asked.at
                              order by start desc
                              limit 1)
                             union all
                            (select date_trunc('hour', start, 'UTC'), close_at, close
                               from market.running_minute
                              where symbol = a.symbol and date_trunc('hour', start, 'UTC') < asked.at)) as hour
                     order by start desc, close_at desc
                     limit 1) as hours on true
              left join lateral (
                    select close
                      from market.candle
                     where symbol = a.symbol and minutes = 1440 and start <= asked.at - interval '1 day' and hours.close is null
                     order by start desc
                     limit 1) as days on true
             order by asked.at
            """;

    private final JdbcClient reads;

    PortfolioHistory(JdbcClient reads) {
        this.reads = reads;
    }

    private record Line(
            Instant at,
            BigDecimal cash,
            BigDecimal deposits,
            BigDecimal realised,
            BigDecimal fees,
            BigDecimal value,
            BigDecimal basis) {

        Line with(Line other) {
            return new Line(at, cash, deposits, realised, fees, value.add(other.value), basis.add(other.basis));
        }

        Point point(int scale) {
            return new Point(
                    at,
                    Amounts.atLeast(scale, cash.add(value)),
                    Amounts.atLeast(scale, cash),
                    Amounts.atLeast(scale, deposits),
                    Amounts.atLeast(scale, realised),
                    Amounts.atLeast(scale, value.subtract(basis)),
                    Amounts.atLeast(scale, fees));
        }
    }

    /** @param scale the decimals of the currency */
    PortfolioHistoryView of(AccountId account, Unit currency, int scale, Moments moments) {
        Map<Instant, Line> lines = new TreeMap<>();
        reads.sql(HISTORY)
                .param("account", account.value())
                .param("currency", currency.code())
                .param("times", moments.times().stream().map(Instant::toString).toArray(String[]::new))
                .param("tillNow", moments.tillNow())
                .param("now", moments.times().getLast().atOffset(ZoneOffset.UTC))
                .query(row -> {
                    Line line = line(row, scale);
                    lines.merge(line.at, line, Line::with);
                });
        List<Point> points =
                lines.values().stream().map(line -> line.point(scale)).toList();
        Point first = points.getFirst();
        Point last = points.getLast();
        return new PortfolioHistoryView(
                currency,
                moments.interval(),
                first.equity(),
                last.equity(),
                last.deposits().subtract(first.deposits()),
                last.realised().subtract(first.realised()),
                last.unrealised().subtract(first.unrealised()),
                last.fees().subtract(first.fees()),
                points);
    }

    private static Line line(ResultSet row, int scale) throws SQLException {
        BigDecimal price = row.getBigDecimal("price");
        BigDecimal value = price == null
                ? BigDecimal.ZERO
                : price.multiply(row.getBigDecimal("quantity")).setScale(scale, RoundingMode.HALF_EVEN);
        return new Line(
                row.getObject("at", OffsetDateTime.class).toInstant(),
                amount(row, "cash"),
                amount(row, "deposits"),
                amount(row, "realised"),
                amount(row, "fees"),
                value,
                amount(row, "basis"));
    }

    private static BigDecimal amount(ResultSet row, String column) throws SQLException {
        BigDecimal amount = row.getBigDecimal(column);
        return amount == null ? BigDecimal.ZERO : amount;
    }
}
