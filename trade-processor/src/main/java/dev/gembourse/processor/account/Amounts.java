package dev.gembourse.processor.account;

import dev.gembourse.events.value.Currencies;
import dev.gembourse.events.value.Decimals;
import dev.gembourse.events.value.Unit;
import java.math.BigDecimal;
import java.util.OptionalInt;

/** The forms in which amounts are kept: cash with the decimals of its currency, everything else without trailing zeros. */
public final class Amounts {

    private static final BigDecimal TOO_LARGE = BigDecimal.TEN.pow(Decimals.MAX_INTEGER_DIGITS);

    private Amounts() {}

    /** An amount of a unit in its one form: {@code 250.00} of USD, {@code 2.5} of an asset. */
    public static BigDecimal of(Unit unit, BigDecimal amount) {
        OptionalInt scale = Currencies.scale(unit);
        return scale.isPresent() ? amount.setScale(scale.getAsInt()) : plain(amount);
    }

    /** Without trailing zeros and without exponent. */
    public static BigDecimal plain(BigDecimal amount) {
        if (amount.signum() == 0) {
            return BigDecimal.ZERO;
        }
        BigDecimal stripped = amount.stripTrailingZeros();
        return stripped.scale() < 0 ? stripped.setScale(0) : stripped;
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
