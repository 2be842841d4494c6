package dev.gembourse.events.market;

import dev.gembourse.events.value.Decimals;
import dev.gembourse.events.value.Price;
import dev.gembourse.events.value.Symbol;
import dev.gembourse.events.value.Unit;
import java.time.Instant;
import org.jspecify.annotations.Nullable;

/**
 * What can be traded, at its current house price.
 *
 * @param name 1 to 100 printable characters
 * @param currency in which it is priced and paid
 * @param scale how many decimals a quantity of it may have, 0 to 8
 * @param priceAt when the current price was set
 * @param currencyScale how many decimals amounts of the currency have, so that whoever hears of the asset can compute with its
 *     price before hearing of its currency; null in what was said while there were built-in currencies only
 */
public record Asset(
        Symbol symbol,
        String name,
        Unit currency,
        Price price,
        int scale,
        AssetStatus status,
        Instant priceAt,
        @Nullable Integer currencyScale) {

    public Asset {
        requireName(name);
        requireScale(scale);
        if (currencyScale != null) {
            requireScale(currencyScale);
        }
    }

    /** An asset that is paid in a built-in currency. */
    public Asset(
            Symbol symbol, String name, Unit currency, Price price, int scale, AssetStatus status, Instant priceAt) {
        this(symbol, name, currency, price, scale, status, priceAt, null);
    }

    /**
     * How many decimals amounts of the currency have.
     *
     * @throws IllegalStateException when it is not said and the currency is not a built-in one
     */
    public int decimalsOfCurrency() {
        if (currencyScale != null) {
            return currencyScale;
        }
        UnitDefinition builtIn = BuiltInUnits.find(currency);
        if (builtIn == null) {
            throw new IllegalStateException("expected " + symbol + " to say the scale of " + currency);
        }
        return builtIn.scale();
    }

    static void requireName(String name) {
        if (name.isBlank() || name.length() > 100 || name.chars().anyMatch(Character::isISOControl)) {
            throw new IllegalArgumentException("expected name to be 1 to 100 characters without control characters");
        }
    }

    static void requireScale(int scale) {
        if (scale < 0 || scale > Decimals.MAX_SCALE) {
            throw new IllegalArgumentException("expected scale to be from 0 to " + Decimals.MAX_SCALE);
        }
    }
}
