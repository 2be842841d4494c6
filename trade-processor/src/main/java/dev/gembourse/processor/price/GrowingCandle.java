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
    long ticks;
    Instant openAt;
    Instant closeAt;
    Instant grownAt;

    /** Of a first tick. */
    GrowingCandle(Instant start, Instant at, BigDecimal price, BigDecimal offered, Instant toldAt) {
        this(start, price, price, price, price, offered, 1, price, at, at, toldAt);
    }

    GrowingCandle(
            Instant start,
            BigDecimal open,
            BigDecimal high,
            BigDecimal low,
            BigDecimal close,
            BigDecimal volume,
            long ticks,
            BigDecimal priceSum,
            Instant openAt,
            Instant closeAt,
            Instant grownAt) {
        this.start = start;
        this.open = open;
        this.high = high;
        this.low = low;
        this.close = close;
        this.volume = volume;
        this.ticks = ticks;
        this.priceSum = priceSum;
        this.openAt = openAt;
        this.closeAt = closeAt;
        this.grownAt = grownAt;
    }

    /** The same ticks, as a candle that starts at another time. */
    GrowingCandle startingAt(Instant otherStart) {
        return new GrowingCandle(otherStart, open, high, low, close, volume, ticks, priceSum, openAt, closeAt, grownAt);
    }

    /** Adds ticks that came after those that are in it. */
    void add(GrowingCandle later) {
        if (later.openAt.isBefore(openAt)) {
            open = later.open;
            openAt = later.openAt;
        }
        if (!later.closeAt.isBefore(closeAt)) {
            close = later.close;
            closeAt = later.closeAt;
        }
        high = high.max(later.high);
        low = low.min(later.low);
        volume = volume.add(later.volume);
        priceSum = priceSum.add(later.priceSum);
        ticks += later.ticks;
        grownAt = later.grownAt;
    }
}
