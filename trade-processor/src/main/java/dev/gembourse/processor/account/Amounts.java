package dev.gembourse.processor.account;

import dev.gembourse.events.value.Decimals;
import java.math.BigDecimal;
import org.jspecify.annotations.Nullable;

/** The forms in which amounts are told. How many trailing zeros one is kept with makes no difference to anybody. */
public final class Amounts {

    private static final BigDecimal TOO_LARGE = BigDecimal.TEN.pow(Decimals.MAX_INTEGER_DIGITS);

    private Amounts() {}

    /** Without trailing zeros and without exponent. */
    public static BigDecimal plain(BigDecimal amount) {
        if (amount.signum() == 0) {
            return BigDecimal.ZERO;
        }
        BigDecimal stripped = amount.stripTrailingZeros();
        return stripped.scale() < 0 ? stripped.setScale(0) : stripped;
    }

    /**
     * An amount as it is told: with the decimals of its unit.
     *
     * @param scale how many these are; null for an asset, whose quantities are told without trailing zeros
     */
    public static BigDecimal ofUnit(@Nullable Integer scale, BigDecimal amount) {
        return scale == null ? plain(amount) : amount.setScale(scale);
    }

    /** With as many decimals as needed, but at least those of the currency. */
    public static BigDecimal atLeast(int scale, BigDecimal amount) {
        BigDecimal plain = plain(amount);
        return plain.scale() < scale ? plain.setScale(scale) : plain;
    }

    /** Whether it has more digits before the decimal point than an amount may have. */
    static boolean isTooLarge(BigDecimal amount) {
        return amount.compareTo(TOO_LARGE) >= 0;
    }
}
