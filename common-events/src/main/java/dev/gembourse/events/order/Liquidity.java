package dev.gembourse.events.order;

/** What an order did for the book when it was filled. Which fee is due depends on it. */
public enum Liquidity {
    /** It was waiting there. */
    MAKER,
    /** It has just come. */
    TAKER
}
