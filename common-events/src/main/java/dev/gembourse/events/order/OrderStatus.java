package dev.gembourse.events.order;

/** Where an order is in its life. */
public enum OrderStatus {
    /** Nothing of it is filled yet. */
    OPEN,
    /** Some of it is filled. */
    PARTIALLY_FILLED,
    /** Its owner has asked to cancel it; until the book has heard of it, it can still be filled. */
    PENDING_CANCEL,
    /** Its owner has asked for another quantity or other prices; until the book has heard of it, the old ones hold. */
    PENDING_REPLACE,
    /** All of it is filled. */
    FILLED,
    /** It has ended with something that was never filled. */
    CANCELLED,
    /** Its time was over before all of it was filled. */
    EXPIRED,
    /** The book did not take it. */
    REJECTED;

    /** Whether it can still be filled. */
    public boolean isOpen() {
        return this == OPEN || this == PARTIALLY_FILLED || this == PENDING_CANCEL || this == PENDING_REPLACE;
    }
}
