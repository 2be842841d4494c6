package dev.gembourse.events.order;

/** At which prices an order is filled. */
public enum OrderType {
    /** At the best there are, within the protection that holds when it is placed. */
    MARKET,
    /** At its limit or better. */
    LIMIT,
    /** From its lower to its upper bound, both included. */
    BAND
}
