package dev.gembourse.events.view;

import dev.gembourse.events.market.Asset;
import dev.gembourse.events.market.AssetStatus;
import dev.gembourse.events.value.Price;
import dev.gembourse.events.value.Symbol;
import dev.gembourse.events.value.Unit;
import java.time.Instant;

/** An asset at its current price. */
public record AssetView(
        Symbol symbol, String name, Unit currency, Price price, int scale, AssetStatus status, Instant priceAt) {

    public static AssetView of(Asset asset) {
        return new AssetView(
                asset.symbol(),
                asset.name(),
                asset.currency(),
                asset.price(),
                asset.scale(),
                asset.status(),
                asset.priceAt());
    }
}
