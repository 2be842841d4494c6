package dev.gembourse.events.market;

import dev.gembourse.events.value.Decimals;
import dev.gembourse.events.value.Price;
import java.math.BigDecimal;
import java.time.Instant;
import java.time.temporal.ChronoUnit;

/**
 * What an asset cost in a stretch of time.
 *
 * @param start the first moment that it covers, in whole seconds
 * @param open the first price
 * @param high at least every other price
 * @param low at most every other price
 * @param close the last price
 * @param volume how much of the asset, at least 0
 */
public record Candle(Instant start, Price open, Price high, Price low, Price close, BigDecimal volume) {

    public Candle {
        if (!start.equals(start.truncatedTo(ChronoUnit.SECONDS))) {
            throw new IllegalArgumentException("expected start in whole seconds");
        }
        requireAtMost("low", low, "open", open);
        requireAtMost("low", low, "close", close);
        requireAtMost("open", open, "high", high);
        requireAtMost("close", close, "high", high);
        if (volume.signum() < 0) {
            throw new IllegalArgumentException("expected volume to be at least 0");
        }
        volume = Decimals.plain("volume", volume);
    }

    private static void requireAtMost(String small, Price least, String large, Price most) {
        if (least.value().compareTo(most.value()) > 0) {
            throw new IllegalArgumentException(
                    "expected %s to be at most %s but got %s and %s".formatted(small, large, least, most));
        }
    }
}
