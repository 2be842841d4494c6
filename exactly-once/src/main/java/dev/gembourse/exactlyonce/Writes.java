package dev.gembourse.exactlyonce;

import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Collectors;

/**
 * Everything that a batch writes, so that it can be sent in one go: all short statements share one round trip. They are run in
 * no particular order, so none may depend on another.
 */
public final class Writes {

    private final List<Rows> all = new ArrayList<>();

    /** Adds rows to what is to be written. They are read, and forgotten, when the batch is sent. */
    public void add(Rows rows) {
        rows.expectWhole();
        if (!rows.isEmpty()) {
            all.add(rows);
        }
    }

    /**
     * Writes everything within the connection's transaction and forgets it, whether it works or not.
     *
     * @throws IllegalStateException when a statement does not change as many rows as it was given
     */
    public void send(Connection connection) throws SQLException {
        try {
            List<Rows> together = new ArrayList<>(all.size());
            for (Rows rows : all) {
                if (rows.areCopied()) {
                    rows.copy(connection);
                } else {
                    together.add(rows);
                }
            }
            if (!together.isEmpty()) {
                sendTogether(connection, together);
            }
        } finally {
            all.forEach(Rows::clear);
            all.clear();
        }
    }

    private static void sendTogether(Connection connection, List<Rows> together) throws SQLException {
        String sql = together.stream().map(Rows::statement).collect(Collectors.joining(";\n"));
        try (PreparedStatement statement = connection.prepareStatement(sql)) {
            int next = 1;
            for (Rows rows : together) {
                next = rows.bind(statement, connection, next);
            }
            statement.executeUpdate();
            for (Rows rows : together) {
                if (statement.getUpdateCount() != rows.size()) {
                    throw new IllegalStateException("expected to change %d rows but changed %d by: %s"
                            .formatted(rows.size(), statement.getUpdateCount(), rows.statement()));
                }
                statement.getMoreResults();
            }
        }
    }
}
