package dev.gembourse.processor.account;

/** The owners of the ledger accounts that are not a player's. Each has its accounts once per partition. */
public enum SystemOwner {
    /** Where money comes from and goes to. */
    TREASURY,
    /** The counterparty of trades at the house price. */
    HOUSE,
    /** What players pay for trading. */
    FEES
}
