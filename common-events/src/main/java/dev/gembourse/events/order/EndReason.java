package dev.gembourse.events.order;

/** Why nothing more of an order will be filled. */
public enum EndReason {
    /** All of it is. */
    FILLED(OrderStatus.FILLED),
    /** Its owner has cancelled it. */
    CANCELLED_BY_OWNER(OrderStatus.CANCELLED),
    /** It was not to wait, and there was nothing more to take. */
    NOTHING_TO_TAKE(OrderStatus.CANCELLED),
    /** It was to be filled as a whole or not at all, and could not be. */
    NOT_FILLABLE(OrderStatus.CANCELLED),
    /** Its time was over. */
    EXPIRED(OrderStatus.EXPIRED),
    /** It would have been filled by an order of the same account. */
    SELF_TRADE(OrderStatus.CANCELLED),
    /** It was only to wait, and would have been filled at once. */
    WOULD_TAKE(OrderStatus.REJECTED),
    /** Trading in the asset was halted when it came. */
    MARKET_HALTED(OrderStatus.REJECTED),
    /** It would have been filled too far from the last price, which has halted trading. */
    PRICE_BAND(OrderStatus.CANCELLED),
    /** The asset is on its way out or gone. */
    ASSET_RETIRED(OrderStatus.CANCELLED);

    private final OrderStatus status;

    EndReason(OrderStatus status) {
        this.status = status;
    }

    /** What it leaves the order as. */
    public OrderStatus status() {
        return status;
    }
}
