package dev.gembourse.events.market;

/** Why the market refused a command, in order of precedence: the first that applies is the one reported. */
public enum MarketRefusal {
    /** An asset or a unit has this symbol. */
    SYMBOL_TAKEN,
    /** A unit or an asset has this code. */
    UNIT_TAKEN,
    /** There is no such asset. */
    ASSET_NOT_FOUND,
    /** There is no such unit. */
    UNIT_NOT_FOUND,
    /** There is no such currency. */
    UNKNOWN_CURRENCY,
    /** The asset has been retired. */
    ASSET_RETIRED,
    /** Somebody holds the asset: buys are refused from now on, and it can be retired when everybody has sold. */
    ASSET_HELD,
    /** The tick claims to be from the future. */
    TICK_FROM_FUTURE,
    /** Its source has told of much newer prices already. */
    TICK_TOO_OLD,
    /** Other candles of these times are there already. */
    CANDLES_CONFLICT
}
