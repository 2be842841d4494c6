package dev.gembourse.processor.account;

import dev.gembourse.events.value.AccountId;
import dev.gembourse.events.value.Unit;
import java.math.BigDecimal;

/** A player's account as the rules see it. */
public interface Account {

    AccountId id();

    /** What it has available of a unit; zeros when it never had any. */
    default Holding holding(Unit unit) {
        return holding(unit, Bucket.AVAILABLE);
    }

    /** What it has of a unit; zeros when it never had any. */
    Holding holding(Unit unit, Bucket bucket);

    /**
     * What it has of an asset, with what is held for orders to sell it. Cost and profit are kept with what is available, of whatever that is
     * the cost.
     */
    default Holding position(Unit asset) {
        Holding available = holding(asset);
        BigDecimal held = holding(asset, Bucket.HELD).quantity();
        return held.signum() == 0
                ? available
                : new Holding(available.quantity().add(held), available.costBasis(), available.realisedPnl());
    }

    /** Whether it may sell what it does not hold. */
    boolean mayShort();
}
