package dev.gembourse.events.view;

import dev.gembourse.events.trading.TradingEvent.ShortingPermitted;
import dev.gembourse.events.value.AccountId;
import java.time.Instant;

/** Whether an account may sell what it does not hold, and since when that has been said. */
public record ShortingView(AccountId accountId, boolean permitted, Instant decidedAt) {

    public static ShortingView of(ShortingPermitted event) {
        return new ShortingView(event.accountId(), event.permitted(), event.occurredAt());
    }
}
