package dev.gembourse.events.market;

import dev.gembourse.events.value.Decimals;
import dev.gembourse.events.value.Price;
import dev.gembourse.events.value.Symbol;
import dev.gembourse.events.value.Unit;
import java.time.Instant;

/**
 * What can be traded, at its current house price.
 *
 * @param name 1 to 100 printable characters
 * @param currency in which it is priced and paid
 * @param scale how many decimals a quantity of it may have, 0 to 8
 * @param priceAt when the current price was set
 */
public record Asset(
        Symbol symbol, String name, Unit currency, Price price, int scale, AssetStatus status, Instant priceAt) {

    public Asset {
        requireName(name);
        requireScale(scale);
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
