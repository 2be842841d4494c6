package dev.gembourse.bench.invariant;

import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;

/** Reads rows one by one, without ever holding them all. */
final class Query {

    private static final int FETCH = 5_000;

    interface Row {
        void take(ResultSet row) throws SQLException;
    }

    private Query() {}

    static void forEach(Connection connection, String sql, Row each) throws SQLException {
        connection.setAutoCommit(false); // or the driver would fetch everything at once
        try (Statement statement = connection.createStatement()) {
            statement.setFetchSize(FETCH);
            try (ResultSet rows = statement.executeQuery(sql)) {
                while (rows.next()) {
                    each.take(rows);
                }
            }
        } finally {
            connection.rollback();
        }
    }
}
