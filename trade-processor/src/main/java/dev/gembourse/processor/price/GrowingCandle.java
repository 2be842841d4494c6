package dev.gembourse.processor.price;

import java.math.BigDecimal;
import java.time.Instant;

/**
 * What some ticks make of a candle. The order in which ticks are added matters only among those of one time: the first of them
 * opens, the last closes.
 */
final class GrowingCandle {

    final Instant start;
    BigDecimal open;
    BigDecimal high;
    BigDecimal low;
    BigDecimal close;
    BigDecimal volume;
    BigDecimal priceSum;
    long ticks = 1;
    Instant openAt;
    Instant closeAt;
    Instant grownAt;

    GrowingCandle(Instant start, Instant at, BigDecimal price, BigDecimal offered, Instant toldAt) {
        this.start = start;
        this.open = price;
        this.high = price;
        this.low = price;
        this.close = price;
        this.volume = offered;
        this.priceSum = price;
        this.openAt = at;
        this.closeAt = at;
        this.grownAt = toldAt;
    }

    void add(Instant at, BigDecimal price, BigDecimal offered, Instant toldAt) {
        if (at.isBefore(openAt)) {
            open = price;
            openAt = at;
        }
        if (!at.isBefore(closeAt)) {
            close = price;
            closeAt = at;
        }
        high = high.max(price);
        low = low.min(price);
        volume = volume.add(offered);
        priceSum = priceSum.add(price);
        ticks++;
        grownAt = toldAt;
    }
}
