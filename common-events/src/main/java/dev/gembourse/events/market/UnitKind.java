package dev.gembourse.events.market;

/** What a unit is to its holders. */
public enum UnitKind {
    /** Money, as USD or BTC: counted in what an account is worth. */
    CURRENCY,
    /** Points and coins of the game, as Gold Coins: held and spent, but no part of what an account is worth in money. */
    VIRTUAL
}
