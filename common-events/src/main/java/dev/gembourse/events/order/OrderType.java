package dev.gembourse.events.order;

/** At which prices an order is filled, and from when on. */
public enum OrderType {
    /** At the best there are, within the protection that holds when it is placed. */
    MARKET,
    /** At its limit or better. */
    LIMIT,
    /** From its lower to its upper bound, both included. */
    BAND,
    /** As a market order, once the last price has reached its stop. */
    STOP,
    /** As a limit order, once the last price has reached its stop. */
    STOP_LIMIT,
    /** As a stop order whose stop follows the last price at a distance, and never goes back. */
    TRAILING_STOP,
    /** One cancels the other: as a limit order that waits, until the last price reaches its stop; then as a market order. */
    OCO;

    /** Whether it names a limit. */
    public boolean hasLimit() {
        return this == LIMIT || this == STOP_LIMIT || this == OCO;
    }

    /** Whether it names a stop. */
    public boolean hasStop() {
        return this == STOP || this == STOP_LIMIT || this == OCO;
    }

    /** Whether it waits for the last price to reach something. */
    public boolean isTriggered() {
        return hasStop() || this == TRAILING_STOP;
    }
}
