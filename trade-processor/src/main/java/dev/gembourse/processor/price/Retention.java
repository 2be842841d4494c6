package dev.gembourse.processor.price;

import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.List;
import javax.sql.DataSource;

/**
 * Deletes ticks and candles that are older than they are kept, and were told so long ago: history that is told late stays as long, and so
 * does an asset's newest minute, which is part of its candles. A thousand rows at a time, each in a transaction of its own, along the
 * primary keys; locks nothing that settlement or the market wait for, for nobody writes rows of so long ago.
 */
public final class Retention {

    private static final int AT_A_TIME = 1_000;

    private static final String SYMBOLS = "select symbol from asset order by symbol";

    private static final String TICKS = """
            delete from tick
             where symbol = ?
               and (at, seq) in (select at, seq
                                   from tick
                                  where symbol = ? and at < ? and told_at < ?
                                  order by at, seq
                                  limit ?)
            """;

    private static final String CANDLES = """
            delete from candle
             where symbol = ? and minutes = ?
               and start in (select start
                               from candle
                              where symbol = ? and minutes = ? and start < ? and grown_at < ?
                                and not exists (select
                                                  from running_minute
                                                 where running_minute.symbol = candle.symbol
                                                   and running_minute.start >= candle.start
                                                   and running_minute.start < candle.start + make_interval(mins => candle.minutes))
                              order by start
                              limit ?)
            """;

    private final DataSource market;
    private final RetentionSettings settings;

    public Retention(DataSource market, RetentionSettings settings) {
        this.market = market;
        this.settings = settings;
    }

    /** Deletes what is too old at this time; returns how many rows that were. */
    public long run(Instant now) throws SQLException {
        long deleted = 0;
        try (Connection connection = market.getConnection()) {
            connection.setAutoCommit(true);
            for (String symbol : symbols(connection)) {
                deleted += ticks(connection, symbol, now);
                deleted += candles(connection, symbol, 1, now.minus(settings.minutes()));
                deleted += candles(connection, symbol, 5, now.minus(settings.fiveMinutes()));
                deleted += candles(connection, symbol, 60, now.minus(settings.hours()));
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

    private long ticks(Connection connection, String symbol, Instant now) throws SQLException {
        OffsetDateTime before = now.minus(settings.ticks()).atOffset(ZoneOffset.UTC);
        try (PreparedStatement delete = connection.prepareStatement(TICKS)) {
            delete.setString(1, symbol);
            delete.setString(2, symbol);
            delete.setObject(3, before);
            delete.setObject(4, before);
            delete.setInt(5, AT_A_TIME);
            return all(delete);
        }
    }

    private static long candles(Connection connection, String symbol, int minutes, Instant before) throws SQLException {
        try (PreparedStatement delete = connection.prepareStatement(CANDLES)) {
            delete.setString(1, symbol);
            delete.setInt(2, minutes);
            delete.setString(3, symbol);
            delete.setInt(4, minutes);
            delete.setObject(5, before.atOffset(ZoneOffset.UTC));
            delete.setObject(6, before.atOffset(ZoneOffset.UTC));
            delete.setInt(7, AT_A_TIME);
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
