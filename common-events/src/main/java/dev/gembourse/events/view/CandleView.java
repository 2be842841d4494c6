package dev.gembourse.events.view;

import dev.gembourse.events.value.Price;
import java.math.BigDecimal;
import java.time.Instant;

/**
 * What an asset cost in a stretch of time.
 *
 * @param volume how much was offered, or traded where it was imported
 * @param ticks how many prices it is made of; 0 when it was imported
 * @param imported whether it was made elsewhere
 */
public record CandleView(
        Instant start,
        Price open,
        Price high,
        Price low,
        Price close,
        BigDecimal volume,
        long ticks,
        boolean imported) {}
