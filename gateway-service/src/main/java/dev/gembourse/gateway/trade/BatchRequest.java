package dev.gembourse.gateway.trade;

import io.swagger.v3.oas.annotations.media.ArraySchema;
import io.swagger.v3.oas.annotations.media.Schema;
import java.util.List;
import tools.jackson.databind.JsonNode;

/** Asks for up to 1,000 trades. The items are read one by one, so that a bad one does not spoil the others. */
record BatchRequest(
        @ArraySchema(minItems = 1, maxItems = 1000, schema = @Schema(implementation = BatchItem.class))
        List<JsonNode> trades) {
    BatchRequest {
        trades = List.copyOf(trades);
    }
}
