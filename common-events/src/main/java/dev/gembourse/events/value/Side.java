package dev.gembourse.events.value;

/** Which way the asset goes, seen from the player. */
public enum Side {
    /** Also covers a short position. */
    BUY,
    SELL,
    /** Sells what is not held, and owes it. */
    SELL_SHORT
}
