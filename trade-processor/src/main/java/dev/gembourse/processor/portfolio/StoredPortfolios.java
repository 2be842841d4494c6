package dev.gembourse.processor.portfolio;

import dev.gembourse.events.value.AccountId;
import dev.gembourse.events.value.OperationId;
import dev.gembourse.events.value.Symbol;
import dev.gembourse.events.value.Unit;
import dev.gembourse.processor.portfolio.Portfolios.BookKey;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.UUID;
import java.util.function.Function;

/** Reads what a batch touches and is not in memory, along primary keys. */
final class StoredPortfolios {

    private static final String BOOKS = """
            select b.account_id, b.currency, b.cash, b.deposits, b.realised, b.realised_net, b.fees, b.wins, b.losses, b.break_even
              from unnest(?::uuid[], ?::text[]) as wanted (account_id, currency)
             cross join lateral (
                    select *
                      from book
                     where account_id = wanted.account_id and currency = wanted.currency
                     order by hour desc
                     limit 1) as b
            """;

    private static final String HOLDINGS = """
            select h.account_id, h.symbol, h.currency, h.quantity, h.basis, h.net_basis, h.lots
              from unnest(?::uuid[], ?::text[]) as wanted (account_id, symbol)
              join holding h on h.account_id = wanted.account_id and h.symbol = wanted.symbol
            """;

    private static final String OLDEST_LOTS = """
            select l.account_id, l.symbol, l.seq, l.trade, l.opened_at, l.price, l.quantity, l.amount, l.fee
              from unnest(?::uuid[], ?::text[]) as wanted (account_id, symbol)
             cross join lateral (
                    select *
                      from lot
                     where account_id = wanted.account_id and symbol = wanted.symbol
                     order by seq
                     limit ?) as l
            """;

    private static final String CLOSINGS = """
            select c.account_id, c.operation_id, c.symbol, c.currency, c.seq, c.at, c.is_trade, c.basis, c.realised, c.realised_net, c.reversed
              from unnest(?::uuid[], ?::uuid[]) as wanted (account_id, operation_id)
              join closing c on c.account_id = wanted.account_id and c.operation_id = wanted.operation_id
            """;

    private static final String CLOSED_LOTS = """
            select seq, n, is_short, opened_seq, opened_by, opened_at, entry_price, quantity, entry_amount, entry_fee, exit_price, exit_amount, exit_fee
              from closed_lot
             where account_id = ? and seq = ?
             order by n
            """;

    private StoredPortfolios() {}

    /** Loads what is asked for into memory, positions without their lots; a book that there is not yet is loaded as an empty one. */
    static void load(
            Connection connection,
            Portfolios portfolios,
            Collection<BookKey> books,
            Collection<Position.Key> positions,
            Collection<Closing.Key> closings)
            throws SQLException {
        if (!books.isEmpty()) {
            books(connection, portfolios, List.copyOf(books));
        }
        if (!positions.isEmpty()) {
            positions(connection, portfolios, List.copyOf(positions));
        }
        if (!closings.isEmpty()) {
            closings(connection, portfolios, List.copyOf(closings));
        }
    }

    private static void books(Connection connection, Portfolios portfolios, List<BookKey> keys) throws SQLException {
        keys.forEach(key -> portfolios.load(key, Book.EMPTY));
        try (PreparedStatement statement = connection.prepareStatement(BOOKS)) {
            bind(
                    connection,
                    statement,
                    "text",
                    keys,
                    key -> key.account().value(),
                    key -> key.currency().code());
            try (ResultSet row = statement.executeQuery()) {
                while (row.next()) {
                    BookKey key = new BookKey(account(row), Unit.of(row.getString("currency")));
                    portfolios.load(
                            key,
                            new Book(
                                    row.getBigDecimal("cash"),
                                    row.getBigDecimal("deposits"),
                                    row.getBigDecimal("realised"),
                                    row.getBigDecimal("realised_net"),
                                    row.getBigDecimal("fees"),
                                    row.getLong("wins"),
                                    row.getLong("losses"),
                                    row.getLong("break_even")));
                }
            }
        }
    }

    private static void positions(Connection connection, Portfolios portfolios, List<Position.Key> keys)
            throws SQLException {
        List<Position> found = new ArrayList<>();
        try (PreparedStatement statement = connection.prepareStatement(HOLDINGS)) {
            bind(
                    connection,
                    statement,
                    "text",
                    keys,
                    key -> key.account().value(),
                    key -> key.symbol().value());
            try (ResultSet row = statement.executeQuery()) {
                while (row.next()) {
                    found.add(new Position(
                            key(row),
                            Unit.of(row.getString("currency")),
                            row.getBigDecimal("quantity"),
                            row.getBigDecimal("basis"),
                            row.getBigDecimal("net_basis"),
                            row.getInt("lots")));
                }
            }
        }
        found.forEach(portfolios::load);
    }

    /** Loads so many of the oldest lots of each position at most. */
    static void loadLots(Connection connection, Collection<Position> positions, int most) throws SQLException {
        Map<Position.Key, List<Lot>> lots = new HashMap<>();
        positions.forEach(position -> lots.put(position.key(), new ArrayList<>()));
        try (PreparedStatement statement = connection.prepareStatement(OLDEST_LOTS)) {
            bind(
                    connection,
                    statement,
                    "text",
                    List.copyOf(lots.keySet()),
                    key -> key.account().value(),
                    key -> key.symbol().value());
            statement.setInt(3, most);
            try (ResultSet row = statement.executeQuery()) {
                while (row.next()) {
                    Objects.requireNonNull(lots.get(key(row)))
                            .add(new Lot(
                                    row.getLong("seq"),
                                    operation(row, "trade"),
                                    time(row, "opened_at"),
                                    row.getBigDecimal("price"),
                                    row.getBigDecimal("quantity"),
                                    row.getBigDecimal("amount"),
                                    row.getBigDecimal("fee")));
                }
            }
        }
        positions.forEach(position -> position.load(Objects.requireNonNull(lots.get(position.key()))));
    }

    private static void closings(Connection connection, Portfolios portfolios, List<Closing.Key> keys)
            throws SQLException {
        List<Closing> found = new ArrayList<>();
        try (PreparedStatement statement = connection.prepareStatement(CLOSINGS)) {
            bind(
                    connection,
                    statement,
                    "uuid",
                    keys,
                    key -> key.account().value(),
                    key -> key.operation().value());
            try (ResultSet row = statement.executeQuery()) {
                while (row.next()) {
                    found.add(new Closing(
                            account(row),
                            operation(row, "operation_id"),
                            new Symbol(row.getString("symbol")),
                            Unit.of(row.getString("currency")),
                            row.getLong("seq"),
                            time(row, "at"),
                            row.getBoolean("is_trade"),
                            row.getBigDecimal("basis"),
                            row.getBigDecimal("realised"),
                            row.getBigDecimal("realised_net"),
                            row.getBoolean("reversed"),
                            List.of()));
                }
            }
        }
        for (Closing closing : found) {
            portfolios.load(closing.of(closedLots(connection, closing)));
        }
    }

    private static List<ClosedLot> closedLots(Connection connection, Closing closing) throws SQLException {
        List<ClosedLot> lots = new ArrayList<>();
        try (PreparedStatement statement = connection.prepareStatement(CLOSED_LOTS)) {
            statement.setObject(1, closing.account().value());
            statement.setLong(2, closing.seq());
            try (ResultSet row = statement.executeQuery()) {
                while (row.next()) {
                    Lot opened = new Lot(
                            row.getLong("opened_seq"),
                            operation(row, "opened_by"),
                            time(row, "opened_at"),
                            row.getBigDecimal("entry_price"),
                            row.getBigDecimal("quantity"),
                            row.getBigDecimal("entry_amount"),
                            row.getBigDecimal("entry_fee"));
                    lots.add(new ClosedLot(
                            row.getInt("n"),
                            row.getBoolean("is_short"),
                            opened,
                            row.getBigDecimal("exit_price"),
                            row.getBigDecimal("exit_amount"),
                            row.getBigDecimal("exit_fee")));
                }
            }
        }
        return lots;
    }

    private static <K> void bind(
            Connection connection,
            PreparedStatement statement,
            String type,
            List<K> keys,
            Function<K, UUID> account,
            Function<K, ?> other)
            throws SQLException {
        statement.setArray(
                1, connection.createArrayOf("uuid", keys.stream().map(account).toArray()));
        statement.setArray(
                2, connection.createArrayOf(type, keys.stream().map(other).toArray()));
    }

    private static Position.Key key(ResultSet row) throws SQLException {
        return new Position.Key(account(row), new Symbol(row.getString("symbol")));
    }

    private static AccountId account(ResultSet row) throws SQLException {
        return new AccountId(row.getObject("account_id", UUID.class));
    }

    private static OperationId operation(ResultSet row, String column) throws SQLException {
        return new OperationId(row.getObject(column, UUID.class));
    }

    private static Instant time(ResultSet row, String column) throws SQLException {
        return row.getObject(column, OffsetDateTime.class).toInstant();
    }
}
