package dev.gembourse.events.market;

/** Whether an asset can be traded. */
public enum AssetStatus {
    /** Can be bought and sold. */
    ACTIVE,
    /** Can be neither bought nor sold for now. */
    HALTED,
    /** On its way out: can be sold, not bought. Becomes RETIRED when it is retired while nobody holds it. */
    RETIRING,
    /** Out for good. Whoever got hold of it in the last moment can still sell. */
    RETIRED
}
