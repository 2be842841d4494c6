package dev.gembourse.processor.account;

/** Why a transfer was made, as shown in an account's statement. */
public enum TransferKind {
    DEPOSIT,
    WITHDRAWAL,
    TRADE,
    FEE,
    TOP_UP,
    BONUS,
    PURCHASE,
    GIFT,
    GIFT_RETURN,
    REVERSAL,
    HOLD,
    RELEASE
}
