package dev.gembourse.events.order;

import dev.gembourse.events.value.AccountId;
import dev.gembourse.events.value.OrderId;
import dev.gembourse.events.value.Price;

/**
 * The last price has reached the stop of an order, which goes on as a market or a limit order.
 *
 * @param price its stop
 */
public record Trigger(OrderId order, AccountId account, Price price) {}
