package dev.gembourse.events.order;

import dev.gembourse.events.value.AccountId;
import dev.gembourse.events.value.OrderId;
import dev.gembourse.events.value.Price;
import dev.gembourse.events.value.Quantity;
import dev.gembourse.events.value.Side;
import java.math.BigDecimal;

/**
 * One side of an execution. Two orders that fill each other have the same number, price, quantity and notional.
 *
 * @param number the execution's, counted per symbol from 1 on
 * @param side of the order
 * @param notional what is paid, in the asset's currency: price × quantity, rounded half-even to the currency's scale, but never more than the
 *     buyer holds for it
 * @param open what was open of the order before, in its book: a quantity, or what was left of its budget. Which part of what is held pays for
 *     this fill follows from it, in whatever order an account settles its fills
 * @param worst the worst price that the order had then, at which it was held
 * @param house whether the house is the other side
 */
public record Fill(
        long number,
        OrderId order,
        AccountId account,
        Side side,
        Liquidity liquidity,
        Price price,
        Quantity quantity,
        BigDecimal notional,
        BigDecimal open,
        Price worst,
        boolean house) {}
