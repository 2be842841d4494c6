package dev.gembourse.bench.invariant;

import dev.gembourse.stack.supervisor.Stack;
import java.net.URI;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.SQLException;
import java.util.Map;

/**
 * Where the facts are found.
 *
 * @param kafka settings of a client that may read every topic
 * @param leaderboard the service whose board is compared with the one recomputed
 */
public record Target(
        Map<String, Object> kafka,
        String tradingUrl,
        String leaderboardUrl,
        String user,
        String password,
        URI leaderboard) {

    public static Target of(Stack stack) {
        return new Target(
                stack.kafkaClient(),
                stack.jdbcUrl("trading"),
                stack.jdbcUrl("leaderboard"),
                stack.databaseUser(),
                stack.databasePassword(),
                stack.leaderboardUrl());
    }

    /** A read-only connection to the database of settlement and market. */
    public Connection trading() throws SQLException {
        return connect(tradingUrl);
    }

    /** A read-only connection to the database of the leaderboard. */
    Connection board() throws SQLException {
        return connect(leaderboardUrl);
    }

    private Connection connect(String url) throws SQLException {
        Connection connection = DriverManager.getConnection(url, user, password);
        connection.setReadOnly(true);
        return connection;
    }
}
