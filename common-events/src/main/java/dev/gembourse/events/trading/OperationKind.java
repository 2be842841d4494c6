package dev.gembourse.events.trading;

/** What an operation does, as shown to users. */
public enum OperationKind {
    OPEN_ACCOUNT,
    DEPOSIT,
    WITHDRAWAL,
    TRADE,
    TOP_UP,
    BONUS,
    PURCHASE,
    /** What the sender of a gift asks for. */
    GIFT,
    /** The gift's arrival in the recipient's account, asked for by settlement itself. */
    GIFT_RECEIPT,
    /** The way back of a gift that could not arrive, asked for by settlement itself. */
    GIFT_RETURN,
    /** Takes another operation back. */
    REVERSAL,
    /** Notes a trade that a partner has settled elsewhere. */
    PARTNER_TRADE,
    /** Lets an account sell what it does not hold, or no longer. */
    SHORTING,
    /** Places an order that waits for its fills. */
    ORDER,
    /** Asks to cancel orders. */
    ORDER_CANCELLATION,
    /** Asks for another quantity or other prices of an order. */
    ORDER_REPLACEMENT,
    /** What became of that, told by the asset's book. */
    ORDER_REPLACED,
    /** The last price has reached the stop of an order, told by the asset's book. */
    ORDER_TRIGGER,
    /** One fill of an order, asked for by the asset's book. */
    ORDER_FILL,
    /** The end of an order with something unfilled, asked for by the asset's book. */
    ORDER_END
}
