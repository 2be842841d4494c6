package dev.gembourse.processor.book;

import dev.gembourse.events.market.MarketCommand.PassTime;
import dev.gembourse.events.value.Symbol;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Duration;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.util.HashMap;
import java.util.Map;
import java.util.function.Consumer;
import javax.sql.DataSource;

/**
 * Looks for orders whose time is over, and tells their books by a command of the market's log how late it is: a book knows no clock, so that its
 * log alone says what becomes of it. Every instance looks; a time that two of them tell is one operation, and counts once. For one thread.
 */
final class Expiry {

    /** After which a book is told again that has not taken notice. */
    private static final Duration PATIENCE = Duration.ofSeconds(10);

    private static final String DUE = """
            select symbol, max(expires_at)
              from resting_order
             where expires_at <= ?
             group by symbol
            """;

    private final DataSource market;
    private final Consumer<PassTime> tell;
    private final Map<Symbol, Told> told = new HashMap<>();

    private record Told(Instant time, Instant at) {}

    Expiry(DataSource market, Consumer<PassTime> tell) {
        this.market = market;
        this.tell = tell;
    }

    /** Tells each book in which something has expired. */
    void run(Instant now) throws SQLException {
        Map<Symbol, Instant> due = due(now);
        told.keySet().retainAll(due.keySet());
        due.forEach((symbol, time) -> {
            Told before = told.get(symbol);
            if (before == null
                    || before.time.isBefore(time)
                    || before.at.plus(PATIENCE).isBefore(now)) {
                told.put(symbol, new Told(time, now));
                tell.accept(PassTime.of(symbol, time, now));
            }
        });
    }

    private Map<Symbol, Instant> due(Instant now) throws SQLException {
        Map<Symbol, Instant> due = new HashMap<>();
        try (Connection connection = market.getConnection();
                PreparedStatement select = connection.prepareStatement(DUE)) {
            connection.setAutoCommit(true);
            select.setObject(1, now.atOffset(ZoneOffset.UTC));
            try (ResultSet row = select.executeQuery()) {
                while (row.next()) {
                    due.put(
                            new Symbol(row.getString(1)),
                            row.getObject(2, OffsetDateTime.class).toInstant());
                }
            }
        }
        return due;
    }
}
