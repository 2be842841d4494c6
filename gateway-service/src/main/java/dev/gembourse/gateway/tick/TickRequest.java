package dev.gembourse.gateway.tick;

import dev.gembourse.events.market.TickSource;
import dev.gembourse.events.value.Price;
import io.swagger.v3.oas.annotations.media.Schema;
import java.math.BigDecimal;
import java.time.Instant;
import org.jspecify.annotations.Nullable;

/**
 * Tells the price of an asset.
 *
 * @param available how much is offered at that price, at least 0
 * @param time when that was the price; now, if it is not said
 * @param source where it was the price; the caller, if it is not said
 * @param sequence the source's number of the tick, which never decreases
 */
@Schema(requiredProperties = "price")
record TickRequest(
        Price price,
        @Nullable BigDecimal available,
        @Nullable Instant time,
        @Nullable TickSource source,
        @Nullable Long sequence) {}
