package dev.gembourse.processor.verify;

import dev.gembourse.processor.account.Amounts;
import java.math.BigDecimal;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.time.OffsetDateTime;

/** A row of {@code transfer}, as it is or as it must be. Amounts are without trailing zeros. */
record Transfer(
        long seq,
        int n,
        String kind,
        String unit,
        BigDecimal amount,
        long debit,
        long credit,
        BigDecimal debitBalance,
        BigDecimal creditBalance,
        long player,
        Instant at) {

    /** One partition's, in the order in which they were made. */
    static final String OF_PARTITION = """
            select seq, n, kind, unit, amount, debit, credit, debit_balance, credit_balance, player, at
              from transfer
             where partition = ?
             order by seq, n
            """;

    static Transfer read(ResultSet row) throws SQLException {
        return new Transfer(
                row.getLong(1),
                row.getInt(2),
                row.getString(3),
                row.getString(4),
                Amounts.plain(row.getBigDecimal(5)),
                row.getLong(6),
                row.getLong(7),
                Amounts.plain(row.getBigDecimal(8)),
                Amounts.plain(row.getBigDecimal(9)),
                row.getLong(10),
                row.getObject(11, OffsetDateTime.class).toInstant());
    }

    @Override
    public String toString() {
        return "%s of %s %s from ledger account %d to %d, which leaves them %s and %s, for player %d at %s"
                .formatted(
                        kind,
                        amount.toPlainString(),
                        unit,
                        debit,
                        credit,
                        debitBalance.toPlainString(),
                        creditBalance.toPlainString(),
                        player,
                        at);
    }
}
