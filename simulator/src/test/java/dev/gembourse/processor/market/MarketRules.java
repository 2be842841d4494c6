package dev.gembourse.processor.market;

import dev.gembourse.events.market.Asset;
import dev.gembourse.events.market.MarketCommand;
import dev.gembourse.events.market.MarketCommand.AssetCommand;
import dev.gembourse.events.market.MarketCommand.BookCommand;
import dev.gembourse.events.market.MarketCommand.UnitCommand;
import dev.gembourse.events.market.MarketEvent;
import dev.gembourse.events.market.UnitBook;
import dev.gembourse.processor.price.PastPrices;
import java.time.Instant;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** The market's rules, for the model. */
public final class MarketRules {

    private MarketRules() {}

    /**
     * What becomes of a command.
     *
     * @param units the units that there are
     * @param holders how many accounts hold the asset
     * @param prices what is known of the asset's prices
     */
    public static List<MarketEvent> decide(
            @Nullable Asset asset,
            MarketCommand command,
            UnitBook units,
            long holders,
            PastPrices prices,
            Instant now) {
        return switch (command) {
            case AssetCommand about -> AssetRules.decide(asset, about, units::find, symbol -> holders, prices, now);
            case BookCommand about -> throw new IllegalArgumentException("expected no order but got " + about);
            case UnitCommand about ->
                List.of(UnitRules.decide(units.find(about.symbol().unit()), asset != null, about, now));
        };
    }

    public static @Nullable Asset after(@Nullable Asset before, MarketEvent event) {
        return AssetRules.after(before, event);
    }
}
