package dev.gembourse.leaderboard.live;

import dev.gembourse.events.value.AccountId;
import dev.gembourse.events.value.Username;
import dev.gembourse.events.wire.Topics;
import dev.gembourse.leaderboard.rank.BoardLoader;
import dev.gembourse.leaderboard.rank.RankIndex;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.Optional;
import java.util.UUID;
import javax.sql.DataSource;

/** Reads the tables that the award stage writes. */
final class BoardTables {

    /** A rebuild empties the table by truncating it, which a snapshot would see: whoever holds this lock is waited for. */
    private static final String KEEP_ROWS = "lock table player in access share mode";

    private static final String READ_ALL = "set local enable_seqscan = on";

    private static final String PLAYERS = """
            select account_id, username, gems, trade_count, (extract(epoch from reached_at) * 1000000)::bigint
              from player
            """;

    private static final int FETCHED_AT_ONCE = 5_000;

    private final DataSource dataSource;

    BoardTables(DataSource dataSource) {
        this.dataSource = dataSource;
    }

    /** The tables of one moment. */
    record Snapshot(RankIndex index, BoardProgress progress) {}

    BoardProgress progress() throws SQLException {
        try (Connection connection = dataSource.getConnection()) {
            return BoardProgress.read(connection, Topics.TRADING_EVENTS);
        }
    }

    /** All players together with how far the tables are; nothing while a rebuild is under way. */
    Optional<Snapshot> snapshot() throws SQLException {
        try (Connection connection = dataSource.getConnection()) {
            connection.setAutoCommit(false);
            connection.setReadOnly(true);
            connection.setTransactionIsolation(Connection.TRANSACTION_REPEATABLE_READ);
            execute(connection, KEEP_ROWS);
            execute(connection, READ_ALL);
            BoardProgress progress = BoardProgress.read(connection, Topics.TRADING_EVENTS);
            Optional<Snapshot> snapshot = progress.isRebuilding()
                    ? Optional.empty()
                    : Optional.of(new Snapshot(players(connection), progress));
            connection.rollback();
            return snapshot;
        }
    }

    private static void execute(Connection connection, String sql) throws SQLException {
        try (PreparedStatement statement = connection.prepareStatement(sql)) {
            statement.execute();
        }
    }

    private static RankIndex players(Connection connection) throws SQLException {
        BoardLoader loader = new BoardLoader();
        try (PreparedStatement statement = connection.prepareStatement(PLAYERS)) {
            statement.setFetchSize(FETCHED_AT_ONCE);
            try (ResultSet row = statement.executeQuery()) {
                while (row.next()) {
                    loader.add(
                            new AccountId(row.getObject(1, UUID.class)),
                            new Username(row.getString(2)),
                            row.getLong(3),
                            row.getLong(4),
                            Instant.EPOCH.plus(row.getLong(5), ChronoUnit.MICROS));
                }
            }
        }
        return loader.index();
    }
}
