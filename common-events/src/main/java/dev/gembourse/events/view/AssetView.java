package dev.gembourse.events.view;

import dev.gembourse.events.market.Asset;
import dev.gembourse.events.market.AssetStatus;
import dev.gembourse.events.market.BookTerms;
import dev.gembourse.events.value.Price;
import dev.gembourse.events.value.Symbol;
import dev.gembourse.events.value.Unit;
import java.math.BigDecimal;
import java.time.Instant;
import org.jspecify.annotations.Nullable;

/**
 * An asset at its current price.
 *
 * @param maxPriceAgeSeconds how old the price may be when somebody trades at it; absent where any age will do
 * @param available how much of it the newest tick has offered; absent when none has said
 * @param book how its order book works; absent when it is traded with the house
 */
public record AssetView(
        Symbol symbol,
        String name,
        Unit currency,
        Price price,
        int scale,
        AssetStatus status,
        Instant priceAt,
        @Nullable Integer maxPriceAgeSeconds,
        @Nullable BigDecimal available,
        @Nullable BookTerms book) {

    public static AssetView of(Asset asset) {
        return new AssetView(
                asset.symbol(),
                asset.name(),
                asset.currency(),
                asset.price(),
                asset.scale(),
                asset.status(),
                asset.priceAt(),
                asset.maxPriceAgeSeconds(),
                asset.available(),
                asset.book());
    }
}
