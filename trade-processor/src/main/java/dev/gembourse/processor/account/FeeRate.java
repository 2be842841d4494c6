package dev.gembourse.processor.account;

import java.math.BigDecimal;
import java.math.RoundingMode;

/** What trading costs: hundredths of a percent of the notional, from 0 to 10,000. */
public record FeeRate(int basisPoints) {

    public static final FeeRate FREE = new FeeRate(0);

    public FeeRate {
        if (basisPoints < 0 || basisPoints > 10_000) {
            throw new IllegalArgumentException("expected fee to be 0 to 10000 basis points but got " + basisPoints);
        }
    }

    /** The fee on a notional, rounded half-even to its scale; never more than the notional. */
    BigDecimal of(BigDecimal notional) {
        if (basisPoints == 0) {
            return BigDecimal.ZERO.setScale(notional.scale());
        }
        return notional.multiply(BigDecimal.valueOf(basisPoints, 4)).setScale(notional.scale(), RoundingMode.HALF_EVEN);
    }
}
