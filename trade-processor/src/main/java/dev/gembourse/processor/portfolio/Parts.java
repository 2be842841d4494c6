package dev.gembourse.processor.portfolio;

import java.math.BigDecimal;
import java.math.RoundingMode;

/** Divides amounts in proportion to quantities. */
final class Parts {

    private static final int SCALE = 8;

    private Parts() {}

    /** The amount's part for a quantity out of all, to 8 decimals; all of it with the last one, so that parts add up to the whole. */
    static BigDecimal of(BigDecimal amount, BigDecimal quantity, BigDecimal all) {
        return quantity.compareTo(all) == 0
                ? amount
                : amount.multiply(quantity).divide(all, SCALE, RoundingMode.HALF_EVEN);
    }

    /** What one costs if so many cost the amount. */
    static BigDecimal price(BigDecimal amount, BigDecimal quantity) {
        return amount.divide(quantity, SCALE, RoundingMode.HALF_EVEN);
    }
}
