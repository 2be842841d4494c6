package dev.gembourse.processor.account;

import dev.gembourse.events.value.AccountId;
import dev.gembourse.events.value.Unit;

/** A player's account as the rules see it. */
public interface Account {

    AccountId id();

    /** What it has available of a unit; zeros when it never had any. */
    default Holding holding(Unit unit) {
        return holding(unit, Bucket.AVAILABLE);
    }

    /** What it has of a unit; zeros when it never had any. */
    Holding holding(Unit unit, Bucket bucket);

    /** Whether it may sell what it does not hold. */
    boolean mayShort();
}
