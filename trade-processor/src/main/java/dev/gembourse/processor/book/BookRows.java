package dev.gembourse.processor.book;

import dev.gembourse.events.market.BookTerms;
import dev.gembourse.events.order.OrderType;
import dev.gembourse.events.order.SelfTrade;
import dev.gembourse.events.value.AccountId;
import dev.gembourse.events.value.OrderId;
import dev.gembourse.events.value.Symbol;
import dev.gembourse.exactlyonce.Rows;
import dev.gembourse.exactlyonce.Writes;
import java.math.BigDecimal;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.util.Collection;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/** Reads books with all that waits in them, and writes what a batch has changed of them. */
final class BookRows {

    private static final String BOOKS = """
            select symbol, partition, next_sequence, next_execution, last_price, house_price, house_quantity, told_time, halted
              from book
             where symbol = any (?)
            """;

    private static final String ORDERS = """
            select symbol, sequence, order_id, account_id, side, type, limit_price, best_price, worst_price, stop_price, trail,
                   peak_price, self_trade, expires_at, open
              from resting_order
             where symbol = any (?)
             order by symbol, sequence
            """;

    private static final String SAVE = """
            insert into book (symbol, partition, next_sequence, next_execution, last_price, house_price, house_quantity,
                              told_time, halted)
            select *
              from unnest(?::text[], ?::integer[], ?::bigint[], ?::bigint[], ?::numeric[], ?::numeric[], ?::numeric[],
                          ?::bigint[], ?::boolean[])
                on conflict (symbol) do update
               set next_sequence = excluded.next_sequence, next_execution = excluded.next_execution,
                   last_price = excluded.last_price, house_price = excluded.house_price,
                   house_quantity = excluded.house_quantity, told_time = excluded.told_time, halted = excluded.halted
            """;

    private static final String UPDATE = """
            update resting_order r
               set open = u.open, stop_price = u.stop_price, peak_price = u.peak_price
              from unnest(?::text[], ?::bigint[], ?::numeric[], ?::numeric[], ?::numeric[])
                   as u (symbol, sequence, open, stop_price, peak_price)
             where r.symbol = u.symbol and r.sequence = u.sequence
            """;

    private static final String DELETE = """
            delete from resting_order r
             using unnest(?::text[], ?::bigint[]) as gone (symbol, sequence)
             where r.symbol = gone.symbol and r.sequence = gone.sequence
            """;

    private final Rows books = Rows.given(SAVE);
    private final Rows updates = Rows.given(UPDATE);
    private final Rows deletions = Rows.given(DELETE);
    private final Rows insertions = Rows.into(
            "resting_order",
            "symbol",
            "sequence",
            "order_id",
            "account_id",
            "side",
            "type",
            "limit_price",
            "best_price",
            "worst_price",
            "stop_price",
            "trail",
            "peak_price",
            "self_trade",
            "expires_at",
            "open");

    /** @param terms of the books that are asked for */
    static Map<Symbol, StoredBook> load(Connection transaction, Map<Symbol, BookTerms> terms) throws SQLException {
        Map<Symbol, StoredBook> loaded = new HashMap<>();
        Object[] symbols = terms.keySet().stream().map(Symbol::value).sorted().toArray();
        Map<Symbol, OrderBook> found = new HashMap<>();
        try (PreparedStatement select = transaction.prepareStatement(BOOKS)) {
            select.setArray(1, transaction.createArrayOf("text", symbols));
            try (ResultSet row = select.executeQuery()) {
                while (row.next()) {
                    Symbol symbol = new Symbol(row.getString(1));
                    OrderBook book = Books.empty(terms.get(symbol));
                    book.restore(new OrderBook.State(
                            fixed(row, 5),
                            fixed(row, 6),
                            fixed(row, 7),
                            row.getLong(3),
                            row.getLong(8),
                            row.getBoolean(9)));
                    found.put(symbol, book);
                    loaded.put(symbol, new StoredBook(symbol, row.getInt(2), book, row.getLong(4)));
                }
            }
        }
        if (!found.isEmpty()) {
            loadOrders(transaction, symbols, found);
        }
        return loaded;
    }

    private static void loadOrders(Connection transaction, Object[] symbols, Map<Symbol, OrderBook> into)
            throws SQLException {
        try (PreparedStatement select = transaction.prepareStatement(ORDERS)) {
            select.setArray(1, transaction.createArrayOf("text", symbols));
            try (ResultSet row = select.executeQuery()) {
                while (row.next()) {
                    OrderBook book = into.get(new Symbol(row.getString(1)));
                    if (book == null) {
                        throw new IllegalStateException("expected a book of " + row.getString(1));
                    }
                    book.restore(order(row), row.getLong(2), fixed(row, 10), fixed(row, 12));
                }
            }
        }
    }

    private static BookOrder order(ResultSet row) throws SQLException {
        BigDecimal best = row.getBigDecimal(8);
        OffsetDateTime expires = row.getObject(14, OffsetDateTime.class);
        BookOrder.Terms terms = new BookOrder.Terms(
                row.getString(5).equals("BUY"),
                OrderType.valueOf(row.getString(6)),
                Fixed.of(row.getBigDecimal(7)),
                best == null ? BookOrder.ANY : Fixed.of(best),
                Fixed.of(row.getBigDecimal(9)),
                fixed(row, 10),
                row.getLong(11),
                SelfTrade.valueOf(row.getString(13)),
                expires == null ? BookOrder.NEVER : expires.toInstant().toEpochMilli());
        return new BookOrder(
                new OrderId(row.getObject(3, UUID.class)),
                new AccountId(row.getObject(4, UUID.class)),
                terms,
                Fixed.of(row.getBigDecimal(15)));
    }

    private static long fixed(ResultSet row, int column) throws SQLException {
        BigDecimal value = row.getBigDecimal(column);
        return value == null ? 0 : Fixed.of(value);
    }

    void clear() {
        books.clear();
        updates.clear();
        deletions.clear();
        insertions.clear();
    }

    void write(Collection<StoredBook> changed, Writes writes) {
        changed.stream()
                .filter(StoredBook::isChanged)
                .sorted(Comparator.comparing(book -> book.symbol))
                .forEach(this::add);
        writes.add(books);
        writes.add(insertions);
        writes.add(updates);
        writes.add(deletions);
    }

    private void add(StoredBook stored) {
        OrderBook.State book = stored.book.state();
        books.text(stored.symbol.value())
                .integer(stored.partition)
                .bigint(book.nextSequence())
                .bigint(stored.nextExecution)
                .numeric(price(book.last()))
                .numeric(price(book.housePrice()))
                .numeric(Fixed.decimal(book.houseQuantity()))
                .bigint(book.time())
                .bool(book.halted())
                .endRow();
        List<BookOrder> touched = stored.touched().stream()
                .sorted(Comparator.comparingLong(BookOrder::sequence))
                .toList();
        for (BookOrder order : touched) {
            if (stored.waits(order)) {
                if (stored.hasRow(order)) {
                    updates.text(stored.symbol.value())
                            .bigint(order.sequence())
                            .numeric(Fixed.decimal(order.open()))
                            .numeric(price(order.stop()))
                            .numeric(price(order.peak()))
                            .endRow();
                } else {
                    insert(stored.symbol, order);
                }
            } else if (stored.hasRow(order)) {
                deletions.text(stored.symbol.value()).bigint(order.sequence()).endRow();
            }
        }
        stored.written();
    }

    private void insert(Symbol symbol, BookOrder order) {
        BookOrder.Terms terms = order.terms();
        insertions
                .text(symbol.value())
                .bigint(order.sequence())
                .uuid(order.id().value())
                .uuid(order.account().value())
                .text(terms.buys() ? "BUY" : "SELL")
                .text(terms.type().name())
                .numeric(Fixed.decimal(terms.limit()))
                .numeric(terms.best() == BookOrder.ANY ? null : Fixed.decimal(terms.best()))
                .numeric(Fixed.decimal(terms.worst()))
                .numeric(price(order.stop()))
                .bigint(terms.trail() == BookOrder.NONE ? null : (Long) terms.trail())
                .numeric(price(order.peak()))
                .text(terms.selfTrade().name())
                .timestamptz(terms.expires() == BookOrder.NEVER ? null : Instant.ofEpochMilli(terms.expires()))
                .numeric(Fixed.decimal(order.open()))
                .endRow();
    }

    private static @Nullable BigDecimal price(long price) {
        return price == 0 ? null : Fixed.decimal(price);
    }
}
