package dev.gembourse.events.trading;

/** What an operation does, as shown to users. */
public enum OperationKind {
    OPEN_ACCOUNT,
    DEPOSIT,
    WITHDRAWAL,
    TRADE,
    TOP_UP,
    BONUS,
    PURCHASE
}
