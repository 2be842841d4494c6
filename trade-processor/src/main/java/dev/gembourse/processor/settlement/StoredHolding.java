package dev.gembourse.processor.settlement;

import dev.gembourse.events.value.Unit;
import dev.gembourse.processor.account.Amounts;
import dev.gembourse.processor.account.Holding;
import java.sql.ResultSet;
import java.sql.SQLException;

/** Reads the columns {@code balance, cost_basis, realised_pnl}, whose numbers come with 8 decimals, into their one form. */
final class StoredHolding {

    private StoredHolding() {}

    static Holding of(Unit unit, ResultSet row, int firstColumn) throws SQLException {
        return new Holding(
                Amounts.of(unit, row.getBigDecimal(firstColumn)),
                Amounts.plain(row.getBigDecimal(firstColumn + 1)),
                Amounts.plain(row.getBigDecimal(firstColumn + 2)));
    }
}
