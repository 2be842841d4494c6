package dev.gembourse.events.market;

import dev.gembourse.events.value.Decimals;
import dev.gembourse.events.value.Price;
import dev.gembourse.events.value.Symbol;
import dev.gembourse.events.value.Unit;
import java.math.BigDecimal;
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
 * @param maxPriceAgeSeconds how old the price may be when somebody trades at it; null where any age will do
 * @param available how much of it the newest tick has offered; null when none has said
 * @param book how its order book works; null when it has none and is traded with the house
 */
public record Asset(
        Symbol symbol,
        String name,
        Unit currency,
        Price price,
        int scale,
        AssetStatus status,
        Instant priceAt,
        @Nullable Integer currencyScale,
        @Nullable Integer maxPriceAgeSeconds,
        @Nullable BigDecimal available,
        @Nullable BookTerms book) {

    private static final int A_YEAR = 366 * 24 * 3600;

    public Asset {
        requireName(name);
        requireScale(scale);
        if (currencyScale != null) {
            requireScale(currencyScale);
        }
        if (maxPriceAgeSeconds != null) {
            requireMaxPriceAge(maxPriceAgeSeconds);
        }
        if (available != null) {
            available = requireAvailable(available);
        }
    }

    /** An asset whose price has no limit of age, and of which no tick has told how much there is. */
    public Asset(
            Symbol symbol,
            String name,
            Unit currency,
            Price price,
            int scale,
            AssetStatus status,
            Instant priceAt,
            @Nullable Integer currencyScale) {
        this(symbol, name, currency, price, scale, status, priceAt, currencyScale, null, null, null);
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

    /** The asset in another status. */
    public Asset with(AssetStatus other) {
        return new Asset(
                symbol,
                name,
                currency,
                price,
                scale,
                other,
                priceAt,
                currencyScale,
                maxPriceAgeSeconds,
                available,
                book);
    }

    /** Whether the price is older than the asset allows. */
    public boolean isPriceStale(Instant now) {
        return maxPriceAgeSeconds != null
                && priceAt.plusSeconds(maxPriceAgeSeconds).isBefore(now);
    }

    static void requireMaxPriceAge(int seconds) {
        if (seconds < 1 || seconds > A_YEAR) {
            throw new IllegalArgumentException("expected maxPriceAgeSeconds from 1 to " + A_YEAR);
        }
    }

    static BigDecimal requireAvailable(BigDecimal available) {
        if (available.signum() < 0) {
            throw new IllegalArgumentException("expected available to be at least 0");
        }
        return Decimals.plain("available", available);
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
