package dev.gembourse.processor.book;

import dev.gembourse.events.value.AccountId;
import dev.gembourse.events.value.OrderId;
import org.jspecify.annotations.Nullable;

/**
 * An order in a book, or on its way into it. Prices and quantities are counted in 10⁻⁸. Mutable: what is open goes down with each
 * execution.
 */
public final class BookOrder {

    /** No bound: any price that is better than the limit will do. */
    public static final long ANY = -1;

    final OrderId id;
    final AccountId account;
    final boolean buys;
    final long limit;
    final long best;
    long open;
    long sequence;

    /** Where it waits; null while it does not. */
    @Nullable
    PriceLevel level;

    @Nullable
    BookOrder previous;

    @Nullable
    BookOrder next;

    /**
     * An order that has not been in the book.
     *
     * @param limit the worst price, more than 0
     * @param best the best price at which it is filled, or {@link #ANY}
     * @param open the quantity, more than 0
     */
    public BookOrder(OrderId id, AccountId account, boolean buys, long limit, long best, long open) {
        if (limit <= 0 || open <= 0) {
            throw new IllegalArgumentException(
                    "expected a limit and a quantity of more than 0 but got " + limit + " and " + open);
        }
        this.id = id;
        this.account = account;
        this.buys = buys;
        this.limit = limit;
        this.best = best;
        this.open = open;
    }

    public OrderId id() {
        return id;
    }

    public AccountId account() {
        return account;
    }

    public boolean buys() {
        return buys;
    }

    public long limit() {
        return limit;
    }

    public long best() {
        return best;
    }

    /** What has neither been filled nor ended. */
    public long open() {
        return open;
    }

    /** Its priority in time among orders of its price: lower comes first. 0 before it has entered. */
    public long sequence() {
        return sequence;
    }

    /** Whether it may be filled at a price. */
    boolean admits(long price) {
        return buys
                ? price <= limit && (best == ANY || price >= best)
                : price >= limit && (best == ANY || price <= best);
    }

    @Override
    public String toString() {
        return "%s %s %d at %d%s, number %d"
                .formatted(id, buys ? "buys" : "sells", open, limit, best == ANY ? "" : " to " + best, sequence);
    }
}
