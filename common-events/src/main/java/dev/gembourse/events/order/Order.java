package dev.gembourse.events.order;

import dev.gembourse.events.value.AccountId;
import dev.gembourse.events.value.OrderId;
import dev.gembourse.events.value.Price;
import java.math.BigDecimal;
import java.time.Instant;
import org.jspecify.annotations.Nullable;

/**
 * An order for which its account holds what it can cost at most.
 *
 * @param quantity how much of the asset it is for; null when a budget says so
 * @param budget what it may spend, in the asset's currency, fees apart; null when a quantity says so
 * @param worst the worst price at which it may be filled: its limit, or the protection of an order that has none
 * @param expiresAt when it is cancelled; null when its owner alone says so
 */
public record Order(
        OrderId id,
        AccountId account,
        OrderTerms terms,
        @Nullable BigDecimal quantity,
        @Nullable BigDecimal budget,
        Price worst,
        @Nullable Instant expiresAt) {

    public Order {
        if ((quantity == null) == (budget == null)) {
            throw new IllegalArgumentException("expected exactly one of quantity and budget");
        }
    }
}
