package dev.gembourse.processor.book;

import dev.gembourse.events.value.Symbol;
import java.util.HashSet;
import java.util.LinkedHashSet;
import java.util.Set;

/** A book in memory, and what of it is not as it is stored. */
final class StoredBook {

    final Symbol symbol;
    final int partition;
    final OrderBook book;
    long nextExecution;

    /** Orders with a lower sequence, if they wait, have a row. */
    private long storedBelow;

    private final Set<BookOrder> touched = new LinkedHashSet<>();
    private boolean changed;

    StoredBook(Symbol symbol, int partition, OrderBook book, long nextExecution) {
        this.symbol = symbol;
        this.partition = partition;
        this.book = book;
        this.nextExecution = nextExecution;
        this.storedBelow = book.nextSequence();
    }

    void touch(BookOrder order) {
        touched.add(order);
    }

    void change() {
        changed = true;
    }

    boolean isChanged() {
        return changed;
    }

    Set<BookOrder> touched() {
        return new HashSet<>(touched);
    }

    boolean hasRow(BookOrder order) {
        return order.sequence() > 0 && order.sequence() < storedBelow; // 0 of one that was not let in
    }

    boolean waits(BookOrder order) {
        return book.find(order.id()) == order;
    }

    void written() {
        touched.clear();
        changed = false;
        storedBelow = book.nextSequence();
    }
}
