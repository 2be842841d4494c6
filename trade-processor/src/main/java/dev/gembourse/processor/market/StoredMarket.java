package dev.gembourse.processor.market;

import dev.gembourse.events.value.StreamPosition;
import dev.gembourse.events.wire.Topics;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import javax.sql.DataSource;

/**
 * What is stored of the market, told to a view as of one moment: a position that the view has applied must hold for the assets
 * and the units alike. Locks nothing.
 */
final class StoredMarket {

    private static final String ONE_MOMENT = "set transaction isolation level repeatable read read only";

    private static final String ASSETS = """
            select asset.*, progress.journal_seq
              from asset
              join progress using (partition)
             where progress.topic = ?
            """;

    private static final String UNITS = """
            select unit.*, progress.journal_seq
              from unit
              join progress using (partition)
             where progress.topic = ?
            """;

    private interface Row {
        void tell(ResultSet row, StreamPosition at) throws SQLException;
    }

    private StoredMarket() {}

    static void tell(DataSource market, MarketView view) {
        try (Connection connection = market.getConnection()) {
            connection.setAutoCommit(false);
            try (Statement begin = connection.createStatement()) {
                begin.execute(ONE_MOMENT);
            }
            read(connection, UNITS, (row, at) -> view.start(DefinedUnits.unit(row), at));
            read(connection, ASSETS, (row, at) -> view.start(Assets.asset(row), at));
            connection.commit();
        } catch (SQLException e) {
            throw new IllegalStateException("expected to read the stored market but " + e.getMessage(), e);
        }
    }

    private static void read(Connection connection, String query, Row to) throws SQLException {
        try (PreparedStatement select = connection.prepareStatement(query)) {
            select.setString(1, Topics.MARKET_COMMANDS);
            try (ResultSet rows = select.executeQuery()) {
                while (rows.next()) {
                    to.tell(rows, new StreamPosition(rows.getInt("partition"), rows.getLong("journal_seq")));
                }
            }
        }
    }
}
