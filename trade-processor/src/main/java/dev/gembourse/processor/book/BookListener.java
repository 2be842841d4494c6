package dev.gembourse.processor.book;

import dev.gembourse.events.order.EndReason;

/** Hears what happens in a book, in its order. What is open of an order has gone down already when this is called. */
public interface BookListener {

    /** Two orders have filled each other at the price of the one that waited. */
    void executed(BookOrder maker, BookOrder taker, long price, long quantity);

    /**
     * The house was the other side.
     *
     * @param waited whether the order did
     */
    void executedByHouse(BookOrder order, boolean waited, long price, long quantity);

    /** What is open of the order waits from now on. */
    void rested(BookOrder order);

    /** The last price has reached the order's stop: another one of the same id goes on in its place. */
    void triggered(BookOrder order, long stop);

    /** Something else is to be remembered of an order that waits, or it has made place for another one of the same id. */
    void changed(BookOrder order);

    /** A price would have been too far from the last one: from now on nothing is filled. */
    void halted(long last, long price);

    /** Nothing more of it will be filled. */
    void ended(BookOrder order, EndReason reason);
}
