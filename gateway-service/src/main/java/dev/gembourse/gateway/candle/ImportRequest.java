package dev.gembourse.gateway.candle;

import dev.gembourse.events.market.Candle;
import dev.gembourse.events.market.CandleInterval;
import dev.gembourse.events.wire.Json;
import dev.gembourse.events.wire.Pointers;
import dev.gembourse.gateway.problem.Complaint;
import io.swagger.v3.oas.annotations.media.ArraySchema;
import io.swagger.v3.oas.annotations.media.Schema;
import java.util.List;
import org.jspecify.annotations.Nullable;
import tools.jackson.core.JacksonException;
import tools.jackson.databind.JsonNode;

/** Candles to take in, the oldest first. They are read one by one, so that all bad ones can be told. */
record ImportRequest(
        CandleInterval interval,

        @ArraySchema(minItems = 1, maxItems = 10_000, schema = @Schema(implementation = Candle.class))
        List<JsonNode> candles) {

    ImportRequest {
        candles = List.copyOf(candles);
    }

    List<Candle> read() {
        CandleRows rows = new CandleRows(interval);
        for (int i = 0; i < candles.size(); i++) {
            JsonNode candle = candles.get(i);
            String pointer = "/candles/" + i;
            try {
                Candle read = Json.STRICT.treeToValue(candle, Candle.class);
                rows.add(detail -> Complaint.aboutMember(pointer, detail), () -> present(read));
            } catch (JacksonException e) {
                rows.complain(Complaint.aboutMember(pointer + Pointers.of(e), Json.explain(e)));
            }
        }
        return rows.all();
    }

    private static Candle present(@Nullable Candle candle) {
        if (candle == null) {
            throw new IllegalArgumentException("expected a candle but got null");
        }
        return candle;
    }
}
