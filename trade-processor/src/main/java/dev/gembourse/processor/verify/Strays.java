package dev.gembourse.processor.verify;

import java.sql.Array;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.List;

/** Rows of partitions that nobody has ever settled, which nothing else would look at. */
final class Strays {

    private static final List<String> LEDGER =
            List.of("journal", "transfer", "operation", "repetition", "provenance", "account", "ledger_account");

    private Strays() {}

    /** @param partitions those of {@code progress} */
    static void expectNone(Connection snapshot, String schema, boolean isLedger, List<Integer> partitions)
            throws SQLException, Broken {
        Array known = snapshot.createArrayOf("integer", partitions.toArray());
        for (String table : isLedger ? LEDGER : List.of("journal")) {
            String query = "select partition from " + table + " where partition <> all (?) limit 1";
            try (PreparedStatement statement = snapshot.prepareStatement(query)) {
                statement.setArray(1, known);
                try (ResultSet row = statement.executeQuery()) {
                    if (row.next()) {
                        throw new Broken(
                                schema + " " + table, "rows of partitions " + partitions, "one of " + row.getInt(1));
                    }
                }
            }
        }
    }
}
