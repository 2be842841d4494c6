package dev.gembourse.processor.query;

import dev.gembourse.events.value.AccountId;
import dev.gembourse.events.value.OperationId;
import dev.gembourse.events.value.Symbol;
import dev.gembourse.events.value.Unit;
import dev.gembourse.events.view.SummaryView;
import dev.gembourse.events.view.SummaryView.Result;
import dev.gembourse.processor.account.Amounts;
import java.math.BigDecimal;
import java.math.RoundingMode;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.OffsetDateTime;
import java.util.List;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;

/** What accounts have made of a currency. As much work with 500,000 trades as with 20: a row of the book, one per position, two results. */
@Component
class Summaries {

    /** One statement, and so of one moment. */
    private static final String SUMMARY = """
            select b.cash, b.realised_net, b.fees, b.wins, b.losses, b.break_even, h.quantity, h.net_basis, h.price,
                   best.operation_id as best_id, best.symbol as best_symbol, best.realised_net as best_realised, best.at as best_at,
                   worst.operation_id as worst_id, worst.symbol as worst_symbol, worst.realised_net as worst_realised, worst.at as worst_at
              from (select cast(:account as uuid) as id) as asked
              left join lateral (
                    select cash, realised_net, fees, wins, losses, break_even
                      from portfolio.book
                     where account_id = asked.id and currency = :currency
                     order by hour desc
                     limit 1) as b on true
              left join lateral (
                    select quantity, net_basis, price
                      from portfolio.holding
                      join market.asset using (symbol)
                     where account_id = asked.id and holding.currency = :currency and quantity <> 0) as h on true
              left join lateral (
                    select operation_id, symbol, realised_net, at
                      from portfolio.closing
                     where account_id = asked.id and currency = :currency and is_trade and not reversed
                     order by realised_net desc
                     limit 1) as best on true
              left join lateral (
                    select operation_id, symbol, realised_net, at
                      from portfolio.closing
                     where account_id = asked.id and currency = :currency and is_trade and not reversed
                     order by realised_net
                     limit 1) as worst on true
            """;

    private final JdbcClient reads;

    Summaries(JdbcClient reads) {
        this.reads = reads;
    }

    private record Line(
            BigDecimal cash,
            BigDecimal realised,
            BigDecimal fees,
            long wins,
            long losses,
            long breakEven,
            boolean isHeld,
            BigDecimal value,
            BigDecimal cost,
            @Nullable Result best,
            @Nullable Result worst) {}

    /** @param scale the decimals of the currency */
    SummaryView of(AccountId account, Unit currency, int scale) {
        List<Line> lines = reads.sql(SUMMARY)
                .param("account", account.value())
                .param("currency", currency.code())
                .query((row, ignored) -> line(row, scale))
                .list();
        Line book = lines.getFirst();
        BigDecimal value = lines.stream().map(Line::value).reduce(BigDecimal.ZERO, BigDecimal::add);
        BigDecimal cost = lines.stream().map(Line::cost).reduce(BigDecimal.ZERO, BigDecimal::add);
        long closed = book.wins + book.losses + book.breakEven;
        return new SummaryView(
                currency,
                Amounts.atLeast(scale, book.cash.add(value)),
                Amounts.atLeast(scale, book.cash),
                Amounts.atLeast(scale, book.realised),
                Amounts.atLeast(scale, value.subtract(cost)),
                Amounts.atLeast(scale, book.fees),
                lines.stream().filter(Line::isHeld).count(),
                closed,
                book.wins,
                book.losses,
                book.breakEven,
                winRate(book.wins, closed),
                book.best,
                book.worst);
    }

    private static BigDecimal winRate(long wins, long closed) {
        return closed == 0
                ? BigDecimal.ZERO.setScale(2)
                : BigDecimal.valueOf(wins * 100).divide(BigDecimal.valueOf(closed), 2, RoundingMode.HALF_UP);
    }

    private static Line line(ResultSet row, int scale) throws SQLException {
        BigDecimal quantity = row.getBigDecimal("quantity");
        BigDecimal value = quantity == null
                ? BigDecimal.ZERO
                : row.getBigDecimal("price").multiply(quantity).setScale(scale, RoundingMode.HALF_EVEN);
        return new Line(
                amount(row, "cash"),
                amount(row, "realised_net"),
                amount(row, "fees"),
                row.getLong("wins"),
                row.getLong("losses"),
                row.getLong("break_even"),
                quantity != null,
                value,
                amount(row, "net_basis"),
                result(row, "best", scale),
                result(row, "worst", scale));
    }

    private static BigDecimal amount(ResultSet row, String column) throws SQLException {
        BigDecimal amount = row.getBigDecimal(column);
        return amount == null ? BigDecimal.ZERO : amount;
    }

    private static @Nullable Result result(ResultSet row, String which, int scale) throws SQLException {
        UUID operation = row.getObject(which + "_id", UUID.class);
        return operation == null
                ? null
                : new Result(
                        new OperationId(operation),
                        new Symbol(row.getString(which + "_symbol")),
                        Amounts.atLeast(scale, row.getBigDecimal(which + "_realised")),
                        row.getObject(which + "_at", OffsetDateTime.class).toInstant());
    }
}
