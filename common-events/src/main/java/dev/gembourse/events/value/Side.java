package dev.gembourse.events.value;

/** Which way the asset goes, seen from the player. */
public enum Side {
    BUY,
    SELL
}
