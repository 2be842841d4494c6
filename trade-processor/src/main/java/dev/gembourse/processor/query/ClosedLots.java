package dev.gembourse.processor.query;

import dev.gembourse.events.value.AccountId;
import dev.gembourse.events.value.OperationId;
import dev.gembourse.events.value.Symbol;
import dev.gembourse.events.value.Unit;
import dev.gembourse.events.view.ClosedLotView;
import dev.gembourse.processor.account.Amounts;
import dev.gembourse.processor.query.JournalTimes.Stretch;
import dev.gembourse.processor.query.Slice.Row;
import java.math.BigDecimal;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Types;
import java.time.Duration;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.util.List;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;

/** Closed lots of accounts, found along the primary key. One query looks at {@value #LOOKED_AT} of them at most. */
@Component
class ClosedLots {

    static final int LOOKED_AT = 20_000;

    private static final String SLICE = """
            with looked as (
                select l.*, row_number() over (order by seq desc, n desc) as place
                  from portfolio.closed_lot l
                 where account_id = :account and (seq, n) < (:before, cast(:beforeN as integer)) and seq >= :first
                 order by seq desc, n desc
                 limit :look)
            select *, symbol = coalesce(:symbol, symbol) as matches
              from looked
             where symbol = coalesce(:symbol, symbol) or place = :look
             order by seq desc, n desc
             limit :rows
            """;

    private final JdbcClient statements;

    ClosedLots(JdbcClient statements) {
        this.statements = statements;
    }

    /** Up to as many in the stretch, those closed last first, before the given one. */
    Slice<ClosedLotView, Place> newestFirst(
            AccountId account, @Nullable Symbol symbol, Stretch stretch, @Nullable Place after, int lots) {
        Place before = after == null || after.seq() >= stretch.beyond() ? new Place(stretch.beyond(), 0) : after;
        List<Row<ClosedLotView, Place>> rows = statements
                .sql(SLICE)
                .param("account", account.value())
                .param("before", before.seq())
                .param("beforeN", before.n())
                .param("first", stretch.first())
                .param("symbol", symbol == null ? null : symbol.value(), Types.VARCHAR)
                .param("look", LOOKED_AT)
                .param("rows", lots + 1)
                .query(ClosedLots::row)
                .list();
        return Slice.of(rows, lots);
    }

    private static Row<ClosedLotView, Place> row(ResultSet row, int ignored) throws SQLException {
        return new Row<>(
                new Place(row.getLong("seq"), row.getInt("n")),
                row.getBoolean("matches") ? lot(row) : null,
                row.getInt("place") == LOOKED_AT);
    }

    private static ClosedLotView lot(ResultSet row) throws SQLException {
        boolean isShort = row.getBoolean("is_short");
        BigDecimal entry = row.getBigDecimal("entry_amount");
        BigDecimal exit = row.getBigDecimal("exit_amount");
        BigDecimal fees = row.getBigDecimal("entry_fee").add(row.getBigDecimal("exit_fee"));
        BigDecimal gross = isShort ? entry.subtract(exit) : exit.subtract(entry);
        Instant openedAt = time(row, "opened_at");
        Instant closedAt = time(row, "closed_at");
        return new ClosedLotView(
                new Symbol(row.getString("symbol")),
                Amounts.plain(row.getBigDecimal("quantity")),
                isShort,
                Unit.of(row.getString("currency")),
                Amounts.plain(row.getBigDecimal("entry_price")),
                Amounts.plain(row.getBigDecimal("exit_price")),
                Amounts.plain(fees),
                Amounts.plain(gross.subtract(fees)),
                openedAt,
                closedAt,
                Duration.between(openedAt, closedAt).toSeconds(),
                operation(row, "opened_by"),
                operation(row, "closed_by"),
                row.getBoolean("reversed"));
    }

    private static OperationId operation(ResultSet row, String column) throws SQLException {
        return new OperationId(row.getObject(column, UUID.class));
    }

    private static Instant time(ResultSet row, String column) throws SQLException {
        return row.getObject(column, OffsetDateTime.class).toInstant();
    }
}
