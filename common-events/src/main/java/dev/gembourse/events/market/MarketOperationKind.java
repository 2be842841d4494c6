package dev.gembourse.events.market;

/** What a market operation does, as shown to users. */
public enum MarketOperationKind {
    CREATE_ASSET,
    CHANGE_ASSET,
    RETIRE_ASSET,
    DEFINE_UNIT,
    CHANGE_UNIT,
    PRICE_TICK,
    IMPORT_CANDLES
}
