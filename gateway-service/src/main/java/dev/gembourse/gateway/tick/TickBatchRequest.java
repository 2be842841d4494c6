package dev.gembourse.gateway.tick;

import dev.gembourse.events.market.TickSource;
import dev.gembourse.events.value.Price;
import dev.gembourse.events.value.Symbol;
import io.swagger.v3.oas.annotations.media.ArraySchema;
import io.swagger.v3.oas.annotations.media.Schema;
import java.math.BigDecimal;
import java.time.Instant;
import java.util.List;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.JsonNode;

/**
 * Tells up to 1,000 prices of one source. The items are read one by one, so that a bad one does not spoil the others.
 *
 * @param source where these are the prices; the caller, if it is not said
 */
record TickBatchRequest(
        @Nullable TickSource source,

        @ArraySchema(minItems = 1, maxItems = 1000, schema = @Schema(implementation = TickBatchRequest.Item.class))
        List<JsonNode> ticks) {

    TickBatchRequest {
        ticks = List.copyOf(ticks);
    }

    /**
     * One tick of a batch.
     *
     * @param available how much is offered at that price, at least 0
     * @param time when that was the price; now, if it is not said
     * @param sequence the source's number of the tick, which never decreases
     */
    @Schema(
            name = "TickItem",
            requiredProperties = {"price", "symbol"})
    record Item(
            Symbol symbol,
            Price price,
            @Nullable BigDecimal available,
            @Nullable Instant time,
            @Nullable Long sequence) {}
}
