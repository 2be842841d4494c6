package dev.gembourse.processor.query;

import dev.gembourse.events.value.OperationId;
import dev.gembourse.events.value.Reference;
import dev.gembourse.events.value.StreamPosition;
import dev.gembourse.events.value.Unit;
import dev.gembourse.events.view.TransferView;
import dev.gembourse.processor.account.Amounts;
import java.math.BigDecimal;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.OffsetDateTime;
import java.util.List;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;

/** The ledger's transfers, seen from a player. */
@Component
class Transfers {

    private static final String PAGE = """
            with event as (
                select seq
                  from trading.transfer
                 where player = :player and n = 0 and seq <= :seq
                 order by seq desc
                 limit :rows + 1)
            select t.seq, t.n, t.kind, t.unit, t.amount, t.at, j.correlation_id,
                   credit.account_id is not null as receives,
                   case when credit.account_id is not null then t.credit_balance else t.debit_balance end as after,
                   coalesce(credit.system_owner, debit.system_owner) as counterparty, u.scale,
                   case when t.kind in ('TOP_UP', 'BONUS', 'PURCHASE')
                        then convert_from(j.value, 'UTF8')::jsonb #>> '{data,reference}' end as reference
              from event
              join trading.transfer t on t.player = :player and t.seq = event.seq
              join trading.journal j on j.partition = :partition and j.seq = t.seq
              join trading.ledger_account debit on debit.id = t.debit
              join trading.ledger_account credit on credit.id = t.credit
              left join market.unit u on u.code = t.unit
             where (t.seq, t.n) < (:seq, :n)
             order by t.seq desc, t.n desc
             limit :rows
            """;

    private final JdbcClient reads;

    Transfers(JdbcClient reads) {
        this.reads = reads;
    }

    /** A place in a statement: the transfer {@code n} of the event {@code seq}. */
    record Place(long seq, int n) {

        static final Place END = new Place(Long.MAX_VALUE, 0);

        static Place of(String text) {
            StreamPosition parts = StreamPosition.of(text);
            return new Place(parts.index(), parts.partition());
        }

        @Override
        public String toString() {
            return n + "." + seq;
        }
    }

    /** A line of a statement and its place. */
    record Line(Place place, TransferView view) {}

    /** The account's statement, newest first, before the given place. */
    List<Line> page(StoredAccount account, Place before, int rows) {
        return reads.sql(PAGE)
                .param("player", account.number())
                .param("partition", account.partition())
                .param("seq", before.seq())
                .param("n", before.n())
                .param("rows", rows)
                .query((row, ignored) -> line(account.partition(), row))
                .list();
    }

    private static Line line(int partition, ResultSet row) throws SQLException {
        Place place = new Place(row.getLong("seq"), row.getInt("n"));
        Unit unit = Unit.of(row.getString("unit"));
        Integer scale = row.getObject("scale", Integer.class);
        BigDecimal moved = Amounts.ofUnit(scale, row.getBigDecimal("amount"));
        BigDecimal amount = row.getBoolean("receives") ? moved : moved.negate();
        BigDecimal after = Amounts.ofUnit(scale, row.getBigDecimal("after"));
        String reference = row.getString("reference");
        TransferView view = new TransferView(
                TransferIds.of(new StreamPosition(partition, place.seq()), place.n()),
                OperationId.of(row.getString("correlation_id")),
                row.getString("kind"),
                unit,
                amount,
                Amounts.ofUnit(scale, after.subtract(amount)),
                after,
                row.getString("counterparty"),
                reference == null ? null : new Reference(reference),
                row.getObject("at", OffsetDateTime.class).toInstant());
        return new Line(place, view);
    }
}
