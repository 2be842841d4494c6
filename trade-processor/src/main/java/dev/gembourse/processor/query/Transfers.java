package dev.gembourse.processor.query;

import dev.gembourse.events.value.OperationId;
import dev.gembourse.events.value.StreamPosition;
import dev.gembourse.events.value.Unit;
import dev.gembourse.events.view.TransferView;
import dev.gembourse.processor.account.Amounts;
import dev.gembourse.processor.account.Bucket;
import dev.gembourse.processor.account.TransferKind;
import dev.gembourse.processor.query.JournalTimes.Stretch;
import dev.gembourse.processor.query.Slice.Row;
import java.math.BigDecimal;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Types;
import java.time.OffsetDateTime;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;

/**
 * The ledger's transfers, seen from a player: from what is available, or owed. What is held is the counterparty of what moves there.
 *
 * <p>There is one index, in the order of the statement, so a filter that matches little would have to visit an account's every
 * transfer. One query looks at {@value #LOOKED_AT} at most, and may therefore have few lines, or none, and others behind it.
 */
@Component
class Transfers {

    static final int LOOKED_AT = 10_000;

    /**
     * Of what is looked at, the unit is read from the index alone, and the rest of a transfer only where the unit is right. The
     * last one looked at is always among the rows, for it is where the next slice goes on. What each row needs of other tables is
     * looked up row by row, by key: no plan may join whole tables here.
     */
    private static final String SLICE = """
            with looked as (
                select seq, n, unit, row_number() over (order by seq <order>, n <order>) as place
                  from trading.transfer
                 where player = :player and (seq, n) <beyond> (:seq, :n) and seq >= :first and seq < :beyond
                 order by seq <order>, n <order>
                 limit :look),
            shown as (
                select looked.seq, looked.n, looked.place, t.kind, t.unit, t.amount, t.at, t.debit, t.credit,
                       t.debit_balance, t.credit_balance,
                       t.unit = coalesce(:unit, t.unit) and t.kind = coalesce(:kind, t.kind) as matches
                  from looked
                 cross join lateral (
                        select kind, unit, amount, at, debit, credit, debit_balance, credit_balance
                          from trading.transfer
                         where player = :player and seq = looked.seq and n = looked.n
                        offset 0) as t
                 where (looked.unit = coalesce(:unit, looked.unit) or looked.place = :look)
                   and (t.kind = coalesce(:kind, t.kind) or looked.place = :look)
                 order by looked.seq <order>, looked.n <order>
                 limit :rows)
            select shown.seq, n, place, kind, unit, amount, at, matches, debit_balance, credit_balance,
                   event.correlation_id as operation, event.key, event.type, event.value,
                   (select system_owner from trading.ledger_account where id = debit) as giving_system,
                   (select system_owner from trading.ledger_account where id = credit) as receiving_system,
                   (select scale from market.unit where code = unit) as scale
              from shown
             cross join lateral (
                    select correlation_id, key, type,
                           case when kind in ('TOP_UP', 'BONUS', 'PURCHASE', 'GIFT', 'GIFT_RETURN', 'REVERSAL') then value end as value
                      from trading.journal
                     where partition = :partition and seq = shown.seq
                    offset 0) as event
             order by shown.seq <order>, n <order>
            """;

    private static final String NEWEST_FIRST = SLICE.replace("<order>", "desc").replace("<beyond>", "<");
    private static final String OLDEST_FIRST = SLICE.replace("<order>", "asc").replace("<beyond>", ">");

    private final JdbcClient statements;

    Transfers(JdbcClient statements) {
        this.statements = statements;
    }

    /** Up to as many lines of the stretch, newest first, older than the given place. */
    Slice<TransferView, Place> newestFirst(
            StoredAccount account, TransferFilter filter, Stretch stretch, @Nullable Place after, int lines) {
        return slice(
                NEWEST_FIRST, account, filter, stretch, after == null ? Place.before(stretch.beyond()) : after, lines);
    }

    /** Up to as many lines of the stretch, oldest first, newer than the given place. */
    Slice<TransferView, Place> oldestFirst(
            StoredAccount account, TransferFilter filter, Stretch stretch, @Nullable Place after, int lines) {
        return slice(
                OLDEST_FIRST, account, filter, stretch, after == null ? Place.before(stretch.first()) : after, lines);
    }

    private Slice<TransferView, Place> slice(
            String query, StoredAccount account, TransferFilter filter, Stretch stretch, Place after, int lines) {
        List<Row<TransferView, Place>> rows = statements
                .sql(query)
                .param("player", account.number())
                .param("partition", account.partition())
                .param("seq", after.seq())
                .param("n", after.n())
                .param("first", stretch.first())
                .param("beyond", stretch.beyond())
                .param("unit", filter.unit() == null ? null : filter.unit().code(), Types.VARCHAR)
                .param("kind", filter.kind() == null ? null : filter.kind().name(), Types.VARCHAR)
                .param("look", LOOKED_AT)
                .param("rows", lines + 1)
                .query((row, ignored) -> row(account.partition(), row))
                .list();
        return Slice.of(rows, lines);
    }

    private static Row<TransferView, Place> row(int partition, ResultSet row) throws SQLException {
        Place place = new Place(row.getLong("seq"), row.getInt("n"));
        return new Row<>(
                place,
                row.getBoolean("matches") ? view(partition, place, row) : null,
                row.getInt("place") == LOOKED_AT);
    }

    private static TransferView view(int partition, Place place, ResultSet row) throws SQLException {
        Unit unit = Unit.of(row.getString("unit"));
        String givingSystem = row.getString("giving_system");
        String kind = row.getString("kind");
        boolean receives = givingSystem != null || kind.equals(TransferKind.RELEASE.name());
        Integer scale = row.getObject("scale", Integer.class);
        BigDecimal moved = Amounts.ofUnit(scale, row.getBigDecimal("amount"));
        BigDecimal amount = receives ? moved : moved.negate();
        Particulars particulars = Particulars.of(row);
        String system = receives ? givingSystem : row.getString("receiving_system");
        BigDecimal after = Amounts.ofUnit(scale, row.getBigDecimal(receives ? "credit_balance" : "debit_balance"));
        return new TransferView(
                TransferIds.of(new StreamPosition(partition, place.seq()), place.n()),
                OperationId.of(row.getString("operation")),
                kind,
                unit,
                amount,
                Amounts.ofUnit(scale, after.subtract(amount)),
                after,
                counterparty(particulars, system),
                particulars.reference(),
                row.getObject("at", OffsetDateTime.class).toInstant(),
                particulars.message(),
                particulars.reason(),
                particulars.original());
    }

    /** What is held or released moves between two buckets of the player. */
    private static String counterparty(Particulars particulars, @Nullable String system) {
        if (particulars.player() != null) {
            return particulars.player().toString();
        }
        return system == null ? Bucket.HELD.name() : system;
    }
}
