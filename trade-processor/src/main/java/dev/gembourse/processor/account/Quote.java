package dev.gembourse.processor.account;

import dev.gembourse.events.market.Asset;
import dev.gembourse.events.value.Currencies;
import dev.gembourse.events.value.Unit;
import java.math.BigDecimal;
import java.math.RoundingMode;

/**
 * An asset at its current price, with what trades at that price need to know.
 *
 * @param unit in which the ledger counts the asset
 * @param currencyScale the decimals of the currency in which it is paid
 */
public record Quote(Asset asset, Unit unit, int currencyScale) {

    /**
     * The quote of an asset.
     *
     * @throws IllegalArgumentException when the asset is priced in a currency that this version does not know
     */
    public static Quote of(Asset asset) {
        int scale = Currencies.scale(asset.currency())
                .orElseThrow(() -> new IllegalArgumentException(
                        "expected " + asset.symbol() + " to be priced in a currency but got " + asset.currency()));
        return new Quote(asset, asset.symbol().unit(), scale);
    }

    /** What a quantity is worth. The one place where price times quantity is rounded. */
    public BigDecimal notional(BigDecimal quantity) {
        return asset.price().value().multiply(quantity).setScale(currencyScale, RoundingMode.HALF_EVEN);
    }

    /** The largest quantity that an amount pays for; 0 when it does not pay for the smallest. */
    BigDecimal quantityFor(BigDecimal notional) {
        return Amounts.plain(notional.divide(asset.price().value(), asset.scale(), RoundingMode.DOWN));
    }
}
