package dev.gembourse.events.trading;

import dev.gembourse.events.value.Unit;
import java.math.BigDecimal;

/**
 * A transfer that makes another one undone, and what else changes with it for the player.
 *
 * @param unit what moved: a currency or an asset
 * @param amount by how much the player's balance changed: above 0 what came back, below 0 what went back
 * @param counterparty the system's owner on the other side, that of the original transfer: TREASURY, HOUSE or FEES
 * @param costBasis by how much the cost of what the player holds of an asset changed, in its currency; 0 for a currency
 * @param realisedPnl by how much the player's realised profit in an asset changed, in its currency; 0 for a currency
 * @param balance the player's available balance of the unit afterwards
 */
public record Compensation(
        Unit unit,
        BigDecimal amount,
        String counterparty,
        BigDecimal costBasis,
        BigDecimal realisedPnl,
        BigDecimal balance) {}
