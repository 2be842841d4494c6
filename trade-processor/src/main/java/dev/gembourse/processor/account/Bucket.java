package dev.gembourse.processor.account;

/** Where in a player's ledger a unit is. */
public enum Bucket {
    /** What can be spent; a quantity of at least 0. */
    AVAILABLE,
    /** Money that stands in for what the account owes; at least 0. */
    HELD,
    /** What the account owes of an asset to the house; at most 0, and so is its cost, which is what the sales have brought. */
    SHORT
}
