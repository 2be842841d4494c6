package dev.gembourse.processor.portfolio;

import java.math.BigDecimal;

/**
 * A lot, or a part of one, that a trade has closed.
 *
 * @param n its number among those that the same trade has closed, from 0 on
 * @param isShort whether it was opened by a short sale
 * @param opened its quantity, and what that had cost or brought
 * @param exitPrice what one has brought at the end, or has cost
 * @param exitAmount the quantity's part of the closing trade's notional
 * @param exitFee the quantity's part of the closing trade's fee; below 0 where a fee came back
 */
record ClosedLot(int n, boolean isShort, Lot opened, BigDecimal exitPrice, BigDecimal exitAmount, BigDecimal exitFee) {

    BigDecimal fees() {
        return opened.fee().add(exitFee);
    }

    /** What it has earned, fees deducted. */
    BigDecimal realisedPnl() {
        BigDecimal gross = isShort ? opened.amount().subtract(exitAmount) : exitAmount.subtract(opened.amount());
        return gross.subtract(fees());
    }
}
