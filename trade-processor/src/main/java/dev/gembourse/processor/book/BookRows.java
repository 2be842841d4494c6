package dev.gembourse.processor.book;

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
            select symbol, partition, next_sequence, next_execution, last_price, house_price, house_quantity
              from book
             where symbol = any (?)
            """;

    private static final String ORDERS = """
            select symbol, sequence, order_id, account_id, side, limit_price, best_price, open
              from resting_order
             where symbol = any (?)
             order by symbol, sequence
            """;

    private static final String SAVE = """
            insert into book (symbol, partition, next_sequence, next_execution, last_price, house_price, house_quantity)
            select *
              from unnest(?::text[], ?::integer[], ?::bigint[], ?::bigint[], ?::numeric[], ?::numeric[], ?::numeric[])
                on conflict (symbol) do update
               set next_sequence = excluded.next_sequence, next_execution = excluded.next_execution,
                   last_price = excluded.last_price, house_price = excluded.house_price,
                   house_quantity = excluded.house_quantity
            """;

    private static final String UPDATE = """
            update resting_order r
               set open = u.open
              from unnest(?::text[], ?::bigint[], ?::numeric[]) as u (symbol, sequence, open)
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
            "limit_price",
            "best_price",
            "open");

    /** @param limited whether the house has a limited volume, by symbol; those that are asked for */
    static Map<Symbol, StoredBook> load(Connection transaction, Map<Symbol, Boolean> limited) throws SQLException {
        Map<Symbol, StoredBook> loaded = new HashMap<>();
        Object[] symbols = limited.keySet().stream().map(Symbol::value).sorted().toArray();
        Map<Symbol, OrderBook> found = new HashMap<>();
        try (PreparedStatement select = transaction.prepareStatement(BOOKS)) {
            select.setArray(1, transaction.createArrayOf("text", symbols));
            try (ResultSet row = select.executeQuery()) {
                while (row.next()) {
                    Symbol symbol = new Symbol(row.getString(1));
                    OrderBook book = new OrderBook(limited.getOrDefault(symbol, false));
                    book.restore(fixed(row, 5), fixed(row, 6), fixed(row, 7), row.getLong(3));
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
                    BigDecimal best = row.getBigDecimal(7);
                    BookOrder order = new BookOrder(
                            new OrderId(row.getObject(3, UUID.class)),
                            new AccountId(row.getObject(4, UUID.class)),
                            row.getString(5).equals("BUY"),
                            Fixed.of(row.getBigDecimal(6)),
                            best == null ? BookOrder.ANY : Fixed.of(best),
                            Fixed.of(row.getBigDecimal(8)));
                    book.restore(order, row.getLong(2));
                }
            }
        }
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
        OrderBook book = stored.book;
        books.text(stored.symbol.value())
                .integer(stored.partition)
                .bigint(book.nextSequence())
                .bigint(stored.nextExecution)
                .numeric(price(book.last()))
                .numeric(price(book.housePrice()))
                .numeric(Fixed.decimal(book.houseQuantity()))
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
        insertions
                .text(symbol.value())
                .bigint(order.sequence())
                .uuid(order.id().value())
                .uuid(order.account().value())
                .text(order.buys() ? "BUY" : "SELL")
                .numeric(Fixed.decimal(order.limit()))
                .numeric(order.best() == BookOrder.ANY ? null : Fixed.decimal(order.best()))
                .numeric(Fixed.decimal(order.open()))
                .endRow();
    }

    private static @Nullable BigDecimal price(long price) {
        return price == 0 ? null : Fixed.decimal(price);
    }
}
