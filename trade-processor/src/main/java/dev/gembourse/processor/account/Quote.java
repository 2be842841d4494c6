package dev.gembourse.processor.account;

import dev.gembourse.events.market.Asset;
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

    public static Quote of(Asset asset) {
        return new Quote(asset, asset.symbol().unit(), asset.decimalsOfCurrency());
    }

    /** What a quantity is worth. The one place where price times quantity is rounded. */
    public BigDecimal notional(BigDecimal quantity) {
        return asset.price().value().multiply(quantity).setScale(currencyScale, RoundingMode.HALF_EVEN);
    }

    /** A balance of the currency, with its decimals. */
    BigDecimal inCurrency(BigDecimal balance) {
        return balance.setScale(currencyScale);
    }

    /** The largest quantity that an amount pays for; 0 when it does not pay for the smallest. */
    BigDecimal quantityFor(BigDecimal notional) {
        return Amounts.plain(notional.divide(asset.price().value(), asset.scale(), RoundingMode.DOWN));
    }

    /** So many percent of a quantity, in whole smallest quantities; 0 when that is less than one. */
    BigDecimal partOf(BigDecimal held, BigDecimal percentage) {
        return Amounts.plain(held.multiply(percentage).movePointLeft(2).setScale(asset.scale(), RoundingMode.DOWN));
    }
}
