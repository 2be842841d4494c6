package dev.gembourse.processor.account;

import dev.gembourse.events.trading.Compensation;
import java.math.BigDecimal;
import java.math.RoundingMode;

/**
 * How much an account has of one unit. For an asset also what is left of its cost (fees of the buys included), and what its
 * sales have earned; both stay 0 for cash. Of an asset that is owed, quantity and cost are below 0: selling short is buying less
 * than nothing, and the cost is what the sales have brought, less their fees.
 *
 * @param costBasis what the quantity held has cost, in the asset's currency, kept with 8 decimals
 * @param realisedPnl sum over all sales of notional minus fee minus the cost of what was sold; a buy that was taken back counts as
 *     a sale for what it had cost
 */
public record Holding(BigDecimal quantity, BigDecimal costBasis, BigDecimal realisedPnl) {

    public static final Holding NONE = new Holding(BigDecimal.ZERO, BigDecimal.ZERO, BigDecimal.ZERO);

    private static final int COST_SCALE = 8;
    private static final BigDecimal MARGIN = new BigDecimal("1.5");

    public static Holding ofCash(BigDecimal amount) {
        return new Holding(amount, BigDecimal.ZERO, BigDecimal.ZERO);
    }

    /** The same, every number without trailing zeros. */
    Holding plain() {
        return new Holding(Amounts.plain(quantity), Amounts.plain(costBasis), Amounts.plain(realisedPnl));
    }

    /** What one unit of the quantity held has cost on average; 0 when nothing is held. */
    public BigDecimal averageCost() {
        return quantity.signum() == 0
                ? BigDecimal.ZERO
                : Amounts.plain(costBasis.divide(quantity, COST_SCALE, RoundingMode.HALF_EVEN));
    }

    /**
     * What is held for it as long as it is owed: 150 % of what it has brought, rounded half-even; 0 when nothing is owed.
     *
     * @param scale the decimals of the asset's currency
     */
    public BigDecimal margin(int scale) {
        BigDecimal basis = quantity.signum() < 0 ? costBasis.negate() : BigDecimal.ZERO;
        return basis.multiply(MARGIN).setScale(scale, RoundingMode.HALF_EVEN);
    }

    /** The part of the cost basis that leaves with a quantity: its proportion, and all of it with the last one. */
    BigDecimal costOf(BigDecimal sold) {
        return sold.compareTo(quantity) == 0
                ? costBasis
                : costBasis.multiply(sold).divide(quantity, COST_SCALE, RoundingMode.HALF_EVEN);
    }

    Holding bought(BigDecimal bought, BigDecimal cost) {
        return new Holding(Amounts.plain(quantity.add(bought)), Amounts.plain(costBasis.add(cost)), realisedPnl);
    }

    Holding sold(BigDecimal sold, BigDecimal cost, BigDecimal pnl) {
        return new Holding(
                Amounts.plain(quantity.subtract(sold)),
                Amounts.plain(costBasis.subtract(cost)),
                Amounts.plain(realisedPnl.add(pnl)));
    }

    Holding compensated(Compensation compensation) {
        return new Holding(
                Amounts.plain(quantity.add(compensation.amount())),
                Amounts.plain(costBasis.add(compensation.costBasis())),
                Amounts.plain(realisedPnl.add(compensation.realisedPnl())));
    }
}
