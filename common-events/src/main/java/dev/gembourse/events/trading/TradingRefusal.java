package dev.gembourse.events.trading;

/** Why an account refused a command, in order of precedence: the first that applies is the one reported. */
public enum TradingRefusal {
    /** An account with this id exists already. */
    ACCOUNT_EXISTS,
    /** Another account has this name (ignoring case). */
    USERNAME_TAKEN,
    /** There is no account with this id. */
    ACCOUNT_NOT_FOUND,
    /** The account was to give something to itself. */
    GIFT_TO_ONESELF,
    /** The account has no such operation. */
    OPERATION_NOT_FOUND,
    /** The account has no such order. */
    ORDER_NOT_FOUND,
    /** The order has ended: there is nothing to cancel or to change. */
    ORDER_ENDED,
    /** The order has changed since the version that its owner has seen. */
    ORDER_CHANGED,
    /** Another change of the order is under way. */
    ORDER_CHANGING,
    /** The order cannot become what it was to be. */
    REPLACEMENT_INVALID,
    /** An order of the account has this name. */
    CLIENT_ORDER_ID_TAKEN,
    /** The operation was refused, so nothing moved that could be taken back. */
    NOTHING_TO_REVERSE,
    /** The operation is of a kind that is never taken back: an opening, a gift, a partner's trade, a trade of a short position, an order or its fill, or a reversal itself. */
    NOT_REVERSIBLE,
    /** The operation has been taken back before. */
    ALREADY_REVERSED,
    /** There is no such currency. */
    UNKNOWN_CURRENCY,
    /** There is no such currency or virtual unit. */
    UNKNOWN_UNIT,
    /** The unit is closed: no more of it comes in. */
    UNIT_CLOSED,
    /** There is no such asset. */
    UNKNOWN_SYMBOL,
    /** The asset has no order book: it is traded with the house. */
    NO_ORDER_BOOK,
    /** The asset is traded by orders alone. */
    ORDERS_ONLY,
    /** The account holds nothing of the asset that could be closed. */
    NO_POSITION,
    /** Trading in the asset is halted. */
    MARKET_HALTED,
    /** The asset is being or has been retired: it can be sold, not bought. */
    ASSET_RETIRED,
    /** The date until which an order was to wait is over. */
    EXPIRY_PASSED,
    /** The newest price is older than the asset allows. */
    PRICE_STALE,
    /** The amount has more decimals than its currency or unit. */
    AMOUNT_SCALE_EXCEEDED,
    /** The quantity has more decimals than the asset allows. */
    QUANTITY_SCALE_EXCEEDED,
    /** The notional buys less than the smallest quantity of the asset. */
    QUANTITY_ROUNDS_TO_ZERO,
    /** Price times quantity is less than half of the currency's smallest amount. */
    NOTIONAL_ROUNDS_TO_ZERO,
    /** Price times quantity has more than 20 digits before the decimal point. */
    NOTIONAL_TOO_LARGE,
    /** The order's price, quantity or worth is more than a book can count. */
    ORDER_TOO_LARGE,
    /** The account may not sell what it does not hold. */
    SHORTING_NOT_PERMITTED,
    /** The asset is held: only what is not held is sold short. */
    POSITION_IS_LONG,
    /** The asset is owed: it can be bought up to what is owed, and not sold. */
    POSITION_IS_SHORT,
    /** The account has too little available of the currency or unit. */
    INSUFFICIENT_CASH,
    /** The account holds too little of the asset. */
    INSUFFICIENT_POSITION,
    /** The account's balance would exceed what the ledger can keep. */
    BALANCE_TOO_LARGE
}
