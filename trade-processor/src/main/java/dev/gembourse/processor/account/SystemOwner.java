package dev.gembourse.processor.account;

/** The owners of the ledger accounts that are not a player's. Each has its accounts once per partition. */
public enum SystemOwner {
    /** Where money comes from and goes to. */
    TREASURY,
    /** The counterparty of trades at the house price. */
    HOUSE,
    /** What players pay for trading. */
    FEES,
    /**
     * Where gifts are on their way from one player to another: above 0 where more were sent than received, below 0 where more were
     * received. Over all partitions it comes to 0 when none is on its way.
     */
    CLEARING,
    /**
     * Where both sides of a fill meet. Over all partitions it comes to 0 in every unit when both sides of every fill are settled.
     */
    EXCHANGE
}
