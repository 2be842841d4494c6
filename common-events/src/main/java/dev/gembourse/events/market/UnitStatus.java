package dev.gembourse.events.market;

/** Whether more of a unit may come in from outside. */
public enum UnitStatus {
    OPEN,
    /** No deposit, top-up or bonus of it any more; what is there can be withdrawn, spent and traded with. */
    CLOSED
}
