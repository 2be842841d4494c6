package dev.gembourse.gateway.trade;

import dev.gembourse.events.value.Quantity;
import dev.gembourse.events.value.Side;
import dev.gembourse.events.value.Symbol;
import dev.gembourse.gateway.edge.Amount;
import org.jspecify.annotations.Nullable;

/**
 * Asks to buy, to sell, or to sell short, at the house price. Exactly one of the last two is given.
 *
 * @param quantity how much of the asset
 * @param notional how much of the asset's currency
 */
record TradeRequest(
        Symbol symbol,
        Side side,
        @Nullable Quantity quantity,
        @Nullable Amount notional) {}
