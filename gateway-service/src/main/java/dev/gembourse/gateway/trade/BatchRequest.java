package dev.gembourse.gateway.trade;

import java.util.List;
import tools.jackson.databind.JsonNode;

/** Asks for up to 1,000 trades. The items are read one by one, so that a bad one does not spoil the others. */
record BatchRequest(List<JsonNode> trades) {
    BatchRequest {
        trades = List.copyOf(trades);
    }
}
