package dev.gembourse.events.value;

import java.math.BigDecimal;
import java.math.BigInteger;

/** The limits that every decimal in the system keeps: fewer than 21 digits before the point and at most 8 behind it. */
public final class Decimals {

    public static final int MAX_SCALE = 8;
    public static final int MAX_INTEGER_DIGITS = 20;

    private Decimals() {}

    /**
     * The value in its plainest form: no trailing zeros, scale never negative.
     *
     * @throws IllegalArgumentException when it has too many digits before or behind the point
     */
    public static BigDecimal plain(String what, BigDecimal value) {
        // Digits are counted before anything is computed: 1e1000000000 must cost nothing.
        if ((long) value.precision() - value.scale() > MAX_INTEGER_DIGITS) {
            throw new IllegalArgumentException(
                    "expected " + what + " to have at most " + MAX_INTEGER_DIGITS + " digits before the decimal point");
        }
        if (value.signum() == 0) {
            return BigDecimal.ZERO;
        }
        if (value.scale() <= MAX_SCALE && value.scale() >= 0 && !endsInZero(value)) {
            return value;
        }
        if (value.precision() > 1000) {
            throw tooFine(what);
        }
        BigDecimal stripped = value.stripTrailingZeros();
        if (stripped.scale() > MAX_SCALE) {
            throw tooFine(what);
        }
        return stripped.scale() < 0 ? stripped.setScale(0) : stripped;
    }

    /** As {@link #plain}, and refuses zero and negative values. */
    public static BigDecimal positive(String what, BigDecimal value) {
        if (value.signum() <= 0) {
            throw new IllegalArgumentException("expected " + what + " to be greater than 0");
        }
        return plain(what, value);
    }

    private static boolean endsInZero(BigDecimal value) {
        return value.scale() > 0 && value.unscaledValue().mod(BigInteger.TEN).signum() == 0;
    }

    private static IllegalArgumentException tooFine(String what) {
        return new IllegalArgumentException(
                "expected " + what + " to have at most " + MAX_SCALE + " digits behind the decimal point");
    }
}
