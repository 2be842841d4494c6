package dev.gembourse.events.order;

import dev.gembourse.events.value.AccountId;
import dev.gembourse.events.value.OrderId;
import dev.gembourse.events.value.Price;
import java.math.BigDecimal;

/**
 * Nothing more of an order will be filled.
 *
 * @param unfilled what never was: a quantity, or what is left of its budget; 0 when all of it was filled
 * @param worst the worst price that the order had then, at which it was held
 */
public record OrderEnd(OrderId order, AccountId account, EndReason reason, BigDecimal unfilled, Price worst) {}
