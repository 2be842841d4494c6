package dev.gembourse.events.order;

/** How long an order may wait to be filled. */
public enum TimeInForce {
    /** Good till cancelled. */
    GTC,
    /** Until the day is over on which it is placed, which it is at midnight UTC. */
    DAY,
    /** Good till date: until the time that it names. */
    GTD,
    /** Not at all: what cannot be filled at once is cancelled. */
    IOC,
    /** Not at all, and only as a whole. */
    FOK;

    /** Whether what is not filled at once waits in the book. */
    public boolean rests() {
        return this == GTC || this == DAY || this == GTD;
    }
}
