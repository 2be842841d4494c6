package dev.gembourse.processor.book;

import dev.gembourse.events.order.OrderType;
import dev.gembourse.events.order.Protection;
import dev.gembourse.events.order.SelfTrade;
import dev.gembourse.events.value.AccountId;
import dev.gembourse.events.value.OrderId;
import dev.gembourse.events.value.Side;
import org.jspecify.annotations.Nullable;

/**
 * An order in a book, or on its way into it. Prices and quantities are counted in 10⁻⁸. Mutable: what is open goes down with each
 * execution, and a trailing stop moves.
 */
public final class BookOrder {

    /** No bound: any price that is better than the limit will do. */
    public static final long ANY = -1;

    /** No stop, no trail, no price. */
    public static final long NONE = 0;

    /** When an order expires that does not. */
    public static final long NEVER = Long.MAX_VALUE;

    /**
     * What is to become of an order.
     *
     * @param type once it is triggered, that of what it goes on as
     * @param limit the worst price, more than 0
     * @param best the best price at which it is filled, or {@link #ANY}
     * @param worst the price at which a buy is held, at least the limit
     * @param stop the last price that triggers it, or {@link #NONE}
     * @param trail how far the stop follows the last price: an amount, or basis points counted below 0; or {@link #NONE}
     * @param selfTrade what it does when it meets one of its own account
     * @param expires when it ends, in milliseconds of the epoch, or {@link #NEVER}
     */
    public record Terms(
            boolean buys,
            OrderType type,
            long limit,
            long best,
            long worst,
            long stop,
            long trail,
            SelfTrade selfTrade,
            long expires) {

        public Terms {
            if (limit <= 0 || worst <= 0) {
                throw new IllegalArgumentException("expected prices of more than 0 but got " + limit + " and " + worst);
            }
        }

        /** Of an order that waits at a price until somebody cancels it. */
        public static Terms limit(boolean buys, long limit, long best, SelfTrade selfTrade) {
            return new Terms(
                    buys,
                    best == ANY ? OrderType.LIMIT : OrderType.BAND,
                    limit,
                    best,
                    limit,
                    NONE,
                    NONE,
                    selfTrade,
                    NEVER);
        }

        /** As what it goes on when it is triggered, with the worst price from then on. */
        Terms triggered(long limit) {
            OrderType then = type == OrderType.STOP_LIMIT ? OrderType.LIMIT : OrderType.MARKET;
            return new Terms(buys, then, limit, best, worst, NONE, NONE, selfTrade, expires);
        }
    }

    final OrderId id;
    final AccountId account;
    final Terms terms;
    final boolean buys;
    final long limit;
    final long best;
    long open;
    long sequence;

    /** The last price that triggers it; {@link #NONE} while a trail says so. */
    long stop;

    /** The best price since it came, where nobody who came later knows a better one; of trailing stops alone. */
    long peak = NONE;

    /** Where it waits to be filled; null while it does not. */
    @Nullable
    PriceLevel level;

    @Nullable
    BookOrder previous;

    @Nullable
    BookOrder next;

    /**
     * An order that has not been in the book.
     *
     * @param open the quantity, more than 0
     */
    public BookOrder(OrderId id, AccountId account, Terms terms, long open) {
        if (open <= 0) {
            throw new IllegalArgumentException("expected a quantity of more than 0 but got " + open);
        }
        this.id = id;
        this.account = account;
        this.terms = terms;
        this.buys = terms.buys;
        this.limit = terms.limit;
        this.best = terms.best;
        this.stop = terms.stop;
        this.open = open;
    }

    public OrderId id() {
        return id;
    }

    public AccountId account() {
        return account;
    }

    public Terms terms() {
        return terms;
    }

    public boolean buys() {
        return buys;
    }

    public long limit() {
        return limit;
    }

    /** What has neither been filled nor ended. */
    public long open() {
        return open;
    }

    /** Its priority in time among orders of its price: lower comes first. 0 before it has entered. */
    public long sequence() {
        return sequence;
    }

    long stop() {
        return stop;
    }

    long peak() {
        return peak;
    }

    /** Whether it waits for the last price to reach something. */
    boolean isTriggered() {
        return terms.type.isTriggered();
    }

    /** Whether it can be filled while it waits. */
    boolean rests() {
        return !isTriggered() || terms.type == OrderType.OCO;
    }

    /** Whether the last price has reached its stop. */
    boolean isReached(long last) {
        return stop != NONE && last != NONE && (buys ? last >= stop : last <= stop);
    }

    /** As what it goes on when the last price has reached its stop, with what is open of it. */
    BookOrder triggered() {
        long then = switch (terms.type) {
            case STOP_LIMIT -> terms.limit;
            case TRAILING_STOP -> buys ? Math.min(terms.worst, beyond(stop)) : beyond(stop);
            default -> terms.worst;
        };
        return new BookOrder(id, account, terms.triggered(then), open);
    }

    private long beyond(long price) {
        return Fixed.of(Protection.worst(buys ? Side.BUY : Side.SELL, Fixed.decimal(price))
                .value());
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
