package dev.gembourse.processor.book;

import java.math.BigDecimal;
import java.math.BigInteger;
import java.math.RoundingMode;

/** Numbers counted in 10⁻⁸, in 64 bits: up to about 92 billion. */
final class Fixed {

    static final long ONE = 100_000_000;

    private static final int SCALE = 8;
    private static final BigDecimal MOST = BigDecimal.valueOf(Long.MAX_VALUE, SCALE);

    private Fixed() {}

    /** @throws ArithmeticException when it does not fit */
    static long of(BigDecimal value) {
        return value.movePointRight(SCALE).longValueExact();
    }

    /** As {@link #of}, or the most that fits. */
    static long atMost(BigDecimal value) {
        return value.compareTo(MOST) >= 0 ? Long.MAX_VALUE : of(value);
    }

    static boolean fits(BigDecimal value) {
        return value.compareTo(MOST) <= 0;
    }

    /** Without trailing zeros. */
    static BigDecimal decimal(long value) {
        if (value == 0) {
            return BigDecimal.ZERO;
        }
        BigDecimal plain = BigDecimal.valueOf(value, SCALE).stripTrailingZeros();
        return plain.scale() < 0 ? plain.setScale(0) : plain;
    }

    /** Price × quantity, rounded up. */
    static long worth(long price, long quantity) {
        if (Math.multiplyHigh(price, quantity) == 0 && price * quantity >= 0) {
            return Math.ceilDiv(price * quantity, ONE);
        }
        return BigDecimal.valueOf(price, SCALE)
                .multiply(BigDecimal.valueOf(quantity, SCALE))
                .setScale(SCALE, RoundingMode.UP)
                .movePointRight(SCALE)
                .longValueExact();
    }

    /** The most, in whole lots, whose {@link #worth} is within a budget. */
    static long affordable(long budget, long price, long lot) {
        long quantity = BigInteger.valueOf(budget)
                .multiply(BigInteger.valueOf(ONE))
                .divide(BigInteger.valueOf(price))
                .min(BigInteger.valueOf(Long.MAX_VALUE))
                .longValueExact();
        return quantity - quantity % lot;
    }
}
