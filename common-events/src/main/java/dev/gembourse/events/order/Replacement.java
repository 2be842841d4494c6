package dev.gembourse.events.order;

import dev.gembourse.events.value.OperationId;
import dev.gembourse.events.value.Price;
import java.math.BigDecimal;
import org.jspecify.annotations.Nullable;

/**
 * What a book has made of the wish to replace an order.
 *
 * @param wish the account's operation
 * @param order as it was to be
 * @param extra what was held for it beforehand, beside what was held for the order as it was
 * @param openBefore the quantity that was open of it in its book; null when it is not replaced, and stays as it was
 * @param worstBefore the worst price that it had; null when it is not replaced
 * @param open the quantity that is open of it instead, before anything of that is filled; null when it is not replaced
 */
public record Replacement(
        OperationId wish,
        Order order,
        BigDecimal extra,
        @Nullable BigDecimal openBefore,
        @Nullable Price worstBefore,
        @Nullable BigDecimal open) {

    /** Whether the order is as it was to be. */
    public boolean accepted() {
        return open != null;
    }
}
