package dev.gembourse.gateway.edge;

import com.fasterxml.jackson.annotation.JsonCreator;
import com.fasterxml.jackson.annotation.JsonValue;
import dev.gembourse.events.value.Decimals;
import java.math.BigDecimal;

/** An amount of money in a request: greater than 0, at most 20 digits before the point and 8 behind it. */
public record Amount(@JsonValue BigDecimal value) {

    @JsonCreator(mode = JsonCreator.Mode.DELEGATING)
    public Amount {
        value = Decimals.positive("amount", value);
    }
}
