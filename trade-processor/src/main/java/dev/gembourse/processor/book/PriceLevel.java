package dev.gembourse.processor.book;

import org.jspecify.annotations.Nullable;

/** The orders of one side and price, in the order in which they came: a list through the orders themselves. */
final class PriceLevel {

    final long price;

    @Nullable
    BookOrder first;

    @Nullable
    BookOrder last;

    /** The levels beside it on its side of the book. */
    @Nullable
    PriceLevel better;

    @Nullable
    PriceLevel worse;

    PriceLevel(long price) {
        this.price = price;
    }

    void add(BookOrder order) {
        order.level = this;
        order.previous = last;
        if (last == null) {
            first = order;
        } else {
            last.next = order;
        }
        last = order;
    }

    void remove(BookOrder order) {
        if (order.previous == null) {
            first = order.next;
        } else {
            order.previous.next = order.next;
        }
        if (order.next == null) {
            last = order.previous;
        } else {
            order.next.previous = order.previous;
        }
        order.level = null;
        order.previous = null;
        order.next = null;
    }

    boolean isEmpty() {
        return first == null;
    }
}
