package dev.gembourse.processor.settlement;

import dev.gembourse.processor.account.Amounts;
import dev.gembourse.processor.account.Holding;
import java.sql.ResultSet;
import java.sql.SQLException;

/** Reads the columns {@code balance, cost_basis, realised_pnl}, whose numbers come with 8 decimals. */
final class StoredHolding {

    private StoredHolding() {}

    static Holding of(ResultSet row, int firstColumn) throws SQLException {
        return new Holding(
                Amounts.plain(row.getBigDecimal(firstColumn)),
                Amounts.plain(row.getBigDecimal(firstColumn + 1)),
                Amounts.plain(row.getBigDecimal(firstColumn + 2)));
    }
}
