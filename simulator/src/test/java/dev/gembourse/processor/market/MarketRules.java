package dev.gembourse.processor.market;

import dev.gembourse.events.market.Asset;
import dev.gembourse.events.market.MarketCommand;
import dev.gembourse.events.market.MarketEvent;
import java.time.Instant;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** The market's rules, for the model. */
public final class MarketRules {

    private MarketRules() {}

    /** What becomes of a command when so many accounts hold the asset. */
    public static List<MarketEvent> decide(@Nullable Asset asset, MarketCommand command, long holders, Instant now) {
        return AssetRules.decide(asset, command, symbol -> holders, now);
    }

    public static @Nullable Asset after(@Nullable Asset before, MarketEvent event) {
        return AssetRules.after(before, event);
    }
}
