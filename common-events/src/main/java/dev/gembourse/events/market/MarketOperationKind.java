package dev.gembourse.events.market;

/** What a market operation does, as shown to users. */
public enum MarketOperationKind {
    CREATE_ASSET,
    CHANGE_ASSET,
    RETIRE_ASSET,
    DEFINE_UNIT,
    CHANGE_UNIT,
    PRICE_TICK,
    IMPORT_CANDLES,
    /** Puts an order into the book of its asset, asked for by settlement. */
    ENTER_ORDER,
    /** Takes an order out of the book, asked for by settlement. */
    WITHDRAW_ORDER,
    /** Replaces an order in the book, asked for by settlement. */
    AMEND_ORDER,
    /** Tells a book how late it is, asked for by the market's timer. */
    PASS_TIME
}
