package dev.gembourse.processor.market;

import static dev.gembourse.events.market.MarketRefusal.ASSET_HELD;
import static dev.gembourse.events.market.MarketRefusal.ASSET_NOT_FOUND;
import static dev.gembourse.events.market.MarketRefusal.ASSET_RETIRED;
import static dev.gembourse.events.market.MarketRefusal.SYMBOL_TAKEN;
import static dev.gembourse.events.market.MarketRefusal.UNKNOWN_CURRENCY;

import dev.gembourse.events.market.Asset;
import dev.gembourse.events.market.AssetStatus;
import dev.gembourse.events.market.MarketCommand;
import dev.gembourse.events.market.MarketCommand.AssetCommand;
import dev.gembourse.events.market.MarketCommand.ChangeAsset;
import dev.gembourse.events.market.MarketCommand.CreateAsset;
import dev.gembourse.events.market.MarketCommand.ImportCandles;
import dev.gembourse.events.market.MarketCommand.PriceTick;
import dev.gembourse.events.market.MarketCommand.RetireAsset;
import dev.gembourse.events.market.MarketEvent;
import dev.gembourse.events.market.MarketEvent.AssetChanged;
import dev.gembourse.events.market.MarketEvent.AssetCreated;
import dev.gembourse.events.market.MarketEvent.AssetRetired;
import dev.gembourse.events.market.MarketEvent.AssetRetirementBegun;
import dev.gembourse.events.market.MarketEvent.AssetStated;
import dev.gembourse.events.market.MarketEvent.MarketOperationRefused;
import dev.gembourse.events.market.MarketRefusal;
import dev.gembourse.events.market.UnitDefinition;
import dev.gembourse.processor.price.PastPrices;
import java.time.Instant;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * Decides what becomes of a command about an asset: the events to be, of which the last is the outcome. A refusal names the
 * first reason, in the order of {@link MarketRefusal}, that applies. No clock, no database, no state of its own.
 */
final class AssetRules {

    private AssetRules() {}

    /**
     * Decides a command whose operation is new.
     *
     * @param asset the asset that the command names, or null when there is none
     * @param units the units that the command names, be it as its symbol
     * @param prices what is known of the prices of the asset
     */
    static List<MarketEvent> decide(
            @Nullable Asset asset,
            AssetCommand command,
            Definitions units,
            Holders holders,
            PastPrices prices,
            Instant now) {
        if (command instanceof CreateAsset create) {
            return List.of(create(asset, create, units, now));
        }
        if (asset == null) {
            return refuse(command, ASSET_NOT_FOUND, "expected an asset but there is no " + command.symbol(), now);
        }
        if (asset.status() == AssetStatus.RETIRED) {
            return refuse(command, ASSET_RETIRED, "expected an asset in trade but it has been retired", now);
        }
        return switch (command) {
            case CreateAsset create -> List.of(create(asset, create, units, now));
            case ChangeAsset change ->
                List.of(new AssetChanged(change.operationId(), changed(asset, change, now), now));
            case RetireAsset retire -> retire(asset, retire, holders.of(retire.symbol()), now);
            case PriceTick tick ->
                List.of(PriceRules.tick(asset, tick, prices.newest(tick.symbol(), tick.source()), now));
            case ImportCandles candles -> List.of(PriceRules.candles(candles, prices, now));
        };
    }

    /** The asset after an event. */
    static @Nullable Asset after(@Nullable Asset before, MarketEvent event) {
        return event instanceof AssetStated stated ? stated.asset() : before;
    }

    private static MarketEvent create(@Nullable Asset asset, CreateAsset create, Definitions units, Instant now) {
        if (asset != null || units.of(create.symbol().unit()) != null) {
            String taker = asset != null ? "an asset" : "a unit";
            return refusal(create, SYMBOL_TAKEN, "expected a free symbol but it is that of " + taker, now);
        }
        UnitDefinition currency = units.of(create.currency());
        if (currency == null) {
            String detail = "expected a currency or virtual unit but got " + create.currency();
            return refusal(create, UNKNOWN_CURRENCY, detail, now);
        }
        Asset created = new Asset(
                create.symbol(),
                create.name(),
                create.currency(),
                create.price(),
                create.scale(),
                AssetStatus.ACTIVE,
                now,
                currency.scale(),
                create.maxPriceAgeSeconds(),
                create.available(),
                create.book());
        return new AssetCreated(create.operationId(), created, now);
    }

    private static Asset changed(Asset asset, ChangeAsset change, Instant now) {
        return new Asset(
                asset.symbol(),
                change.name() != null ? change.name() : asset.name(),
                asset.currency(),
                change.price() != null ? change.price() : asset.price(),
                asset.scale(),
                change.status() != null ? change.status() : asset.status(),
                change.price() != null ? now : asset.priceAt(),
                asset.currencyScale(),
                maxPriceAge(asset, change.maxPriceAgeSeconds()),
                asset.available(),
                asset.book());
    }

    private static @Nullable Integer maxPriceAge(Asset asset, @Nullable Integer wanted) {
        if (wanted == null) {
            return asset.maxPriceAgeSeconds();
        }
        return wanted == 0 ? null : wanted;
    }

    private static List<MarketEvent> retire(Asset asset, RetireAsset retire, long holders, Instant now) {
        MarketEvent outcome = holders == 0
                ? new AssetRetired(retire.operationId(), asset.with(AssetStatus.RETIRED), now)
                : refusal(retire, ASSET_HELD, "expected nobody to hold it but " + accounts(holders), now);
        return asset.status() == AssetStatus.RETIRING
                ? List.of(outcome)
                : List.of(
                        new AssetRetirementBegun(retire.operationId(), asset.with(AssetStatus.RETIRING), now), outcome);
    }

    private static String accounts(long holders) {
        return switch ((int) holders) {
            case 1 -> "1 account does";
            case Holders.MANY -> holders + " accounts or more do";
            default -> holders + " accounts do";
        };
    }

    private static List<MarketEvent> refuse(MarketCommand command, MarketRefusal reason, String detail, Instant now) {
        return List.of(refusal(command, reason, detail, now));
    }

    static MarketEvent refusal(MarketCommand command, MarketRefusal reason, String detail, Instant now) {
        return new MarketOperationRefused(command.operationId(), command.symbol(), command.kind(), reason, detail, now);
    }
}
