package dev.gembourse.events.order;

/** What becomes of an order that would be filled by one of the same account. Nobody trades with oneself. */
public enum SelfTrade {
    /** What is left of the one that has just come is cancelled. */
    CANCEL_NEWEST,
    /** The one that waits is cancelled, and the one that has just come goes on. */
    CANCEL_OLDEST,
    /** Both are cancelled. */
    CANCEL_BOTH
}
