package dev.gembourse.processor.account;

import dev.gembourse.events.value.AccountId;
import dev.gembourse.events.value.Unit;

/** A player's account as the rules see it. */
public interface Account {

    AccountId id();

    /** What it holds of a unit; zeros when it never had any. */
    Holding holding(Unit unit);
}
