package dev.gembourse.tools.walk;

import dev.gembourse.events.value.Price;
import dev.gembourse.events.value.Symbol;
import java.math.BigDecimal;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * An asset whose price walks, as {@code GOLD=50.00:0.5:0.1}: the symbol, where it begins, and volatility and spread in percent.
 *
 * @param start null for the price that the asset has
 */
record Walker(Symbol symbol, @Nullable Price start, RandomWalk.Style style) {

    private static final Pattern WRITTEN = Pattern.compile(
            "(?<symbol>[^=:]+)(=(?<price>[0-9.]{1,30}))?(:(?<volatility>[0-9.]{1,10}))?(:(?<spread>[0-9.]{1,10}))?");
    private static final int FINEST = 8;

    /** @throws IllegalArgumentException when it is not written like that */
    static Walker of(String text, double volatilityPercent, double spreadPercent) {
        Matcher written = WRITTEN.matcher(text);
        if (!written.matches()) {
            throw new IllegalArgumentException(
                    "expected an asset like GOLD, GOLD=50.00 or GOLD=50.00:0.5:0.1 but got " + text);
        }
        Price start = written.group("price") == null ? null : Price.of(written.group("price"));
        double volatility = percent(written.group("volatility"), volatilityPercent);
        double spread = percent(written.group("spread"), spreadPercent);
        int decimals = start == null ? FINEST : decimals(start.value());
        return new Walker(
                new Symbol(written.group("symbol")), start, new RandomWalk.Style(volatility, spread, decimals));
    }

    /** The same, and where the asset is now if it has not been said where it begins. */
    Walker from(Price now) {
        Price begin = start == null ? now : start;
        return new Walker(
                symbol, begin, new RandomWalk.Style(style.volatility(), style.spread(), decimals(begin.value())));
    }

    private static double percent(@Nullable String text, double otherwise) {
        return (text == null ? otherwise : Double.parseDouble(text)) / 100;
    }

    /** As many that four digits count, but at least cents: 50.00 walks in cents, 0.00141 in its sixth decimal. */
    private static int decimals(BigDecimal price) {
        int wholeDigits = price.precision() - price.scale();
        return Math.clamp(4L - wholeDigits, 2, FINEST);
    }
}
