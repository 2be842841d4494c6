package dev.gembourse.processor.query;

import dev.gembourse.events.value.Unit;
import java.math.BigDecimal;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;

/** Looks from a place in an account's statement towards one of its ends for the first transfer of each unit. */
@Component
class NearestTransfers {

    /** Which units there are is read from the index alone. The last transfer looked at is always among the rows. */
    private static final String LOOK = """
            with looked as (
                select seq, n, unit, row_number() over (order by seq <order>, n <order>) as place
                  from trading.transfer
                 where player = :player and (seq, n) <beyond> (:seq, :n)
                 order by seq <order>, n <order>
                 limit :look),
            nearest as (
                select seq, n, place
                  from looked
                 where place in (select min(place) from looked group by unit) or place = :look)
            select nearest.seq, nearest.n, nearest.place, t.unit, t.amount, t.debit_balance, t.credit_balance,
                   t.kind = 'RELEASE' or (select system_owner from trading.ledger_account where id = t.debit) is not null as receives
              from nearest
             cross join lateral (
                    select kind, unit, amount, debit, debit_balance, credit_balance
                      from trading.transfer
                     where player = :player and seq = nearest.seq and n = nearest.n
                    offset 0) as t
             order by nearest.place
            """;

    private static final String EARLIER = LOOK.replace("<order>", "desc").replace("<beyond>", "<");
    private static final String LATER = LOOK.replace("<order>", "asc").replace("<beyond>", ">");

    private final JdbcClient statements;

    NearestTransfers(JdbcClient statements) {
        this.statements = statements;
    }

    /**
     * What a look has found.
     *
     * @param balances of the units that were met: what was held of each where the look began
     * @param next where to look on; null at the statement's end
     */
    record Found(Map<Unit, BigDecimal> balances, @Nullable Place next) {}

    private record Row(Place place, boolean lastLookedAt, Unit unit, BigDecimal moved, BigDecimal after) {}

    /** Looks at up to {@code look} transfers before the place: what was held is what each unit's left. */
    Found earlier(StoredAccount account, Place place, int look) {
        Map<Unit, BigDecimal> balances = new HashMap<>();
        List<Row> rows = look(EARLIER, account, place, look);
        rows.forEach(row -> balances.putIfAbsent(row.unit(), row.after()));
        return new Found(balances, next(rows));
    }

    /** Looks at up to {@code look} transfers after the place: what was held is what each unit's found. */
    Found later(StoredAccount account, Place place, int look) {
        Map<Unit, BigDecimal> balances = new HashMap<>();
        List<Row> rows = look(LATER, account, place, look);
        rows.forEach(row -> balances.putIfAbsent(row.unit(), row.after().subtract(row.moved())));
        return new Found(balances, next(rows));
    }

    private static @Nullable Place next(List<Row> rows) {
        return !rows.isEmpty() && rows.getLast().lastLookedAt() ? rows.getLast().place() : null;
    }

    private List<Row> look(String query, StoredAccount account, Place from, int look) {
        return statements
                .sql(query)
                .param("player", account.number())
                .param("seq", from.seq())
                .param("n", from.n())
                .param("look", look)
                .query((row, ignored) -> row(row, look))
                .list();
    }

    private static Row row(ResultSet row, int look) throws SQLException {
        Unit unit = Unit.of(row.getString("unit"));
        boolean receives = row.getBoolean("receives");
        BigDecimal amount = row.getBigDecimal("amount");
        return new Row(
                new Place(row.getLong("seq"), row.getInt("n")),
                row.getInt("place") == look,
                unit,
                receives ? amount : amount.negate(),
                row.getBigDecimal(receives ? "credit_balance" : "debit_balance"));
    }
}
