package dev.gembourse.processor.price;

import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import javax.sql.DataSource;

/**
 * Deletes ticks and candles that are older than they are kept, counted back from the newest of their asset, so that history which is
 * told late stays as well. A thousand rows at a time, each in a transaction of its own, along the primary keys; locks nothing that
 * settlement or the market wait for, for nobody writes rows of so long ago.
 */
public final class Retention {

    private static final int AT_A_TIME = 1_000;

    private static final String SYMBOLS = "select symbol from asset order by symbol";

    private static final String TICKS = """
            delete from tick
             where symbol = ?
               and (at, seq) in (select at, seq
                                   from tick
                                  where symbol = ?
                                    and at < (select max(at) from tick where symbol = ?) - ? * interval '1 s'
                                  order by at, seq
                                  limit ?)
            """;

    private static final String CANDLES = """
            delete from candle
             where symbol = ? and minutes = ?
               and start in (select start
                               from candle
                              where symbol = ? and minutes = ?
                                and start < (select max(start) from candle where symbol = ? and minutes = ?)
                                            - ? * interval '1 s'
                              order by start
                              limit ?)
            """;

    private final DataSource market;
    private final RetentionSettings settings;

    public Retention(DataSource market, RetentionSettings settings) {
        this.market = market;
        this.settings = settings;
    }

    /** Deletes what is too old; returns how many rows that were. */
    public long run() throws SQLException {
        long deleted = 0;
        try (Connection connection = market.getConnection()) {
            connection.setAutoCommit(true);
            for (String symbol : symbols(connection)) {
                deleted += ticks(connection, symbol);
                deleted += candles(connection, symbol, 1, settings.minutes());
                deleted += candles(connection, symbol, 5, settings.fiveMinutes());
                deleted += candles(connection, symbol, 60, settings.hours());
            }
        }
        return deleted;
    }

    private static List<String> symbols(Connection connection) throws SQLException {
        List<String> symbols = new ArrayList<>();
        try (Statement select = connection.createStatement();
                ResultSet rows = select.executeQuery(SYMBOLS)) {
            while (rows.next()) {
                symbols.add(rows.getString(1));
            }
        }
        return symbols;
    }

    private long ticks(Connection connection, String symbol) throws SQLException {
        try (PreparedStatement delete = connection.prepareStatement(TICKS)) {
            delete.setString(1, symbol);
            delete.setString(2, symbol);
            delete.setString(3, symbol);
            delete.setLong(4, settings.ticks().toSeconds());
            delete.setInt(5, AT_A_TIME);
            return all(delete);
        }
    }

    private static long candles(Connection connection, String symbol, int minutes, Duration kept) throws SQLException {
        try (PreparedStatement delete = connection.prepareStatement(CANDLES)) {
            for (int parameter = 1; parameter < 7; parameter += 2) {
                delete.setString(parameter, symbol);
                delete.setInt(parameter + 1, minutes);
            }
            delete.setLong(7, kept.toSeconds());
            delete.setInt(8, AT_A_TIME);
            return all(delete);
        }
    }

    private static long all(PreparedStatement delete) throws SQLException {
        long deleted = 0;
        int now;
        do {
            now = delete.executeUpdate();
            deleted += now;
        } while (now == AT_A_TIME);
        return deleted;
    }
}
