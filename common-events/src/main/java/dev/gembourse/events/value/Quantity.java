package dev.gembourse.events.value;

import com.fasterxml.jackson.annotation.JsonCreator;
import com.fasterxml.jackson.annotation.JsonValue;
import java.math.BigDecimal;

/** How much of an asset: greater than 0, at most 8 decimals. */
public record Quantity(@JsonValue BigDecimal value) {

    @JsonCreator(mode = JsonCreator.Mode.DELEGATING)
    public Quantity {
        value = Decimals.positive("quantity", value);
    }

    public static Quantity of(String text) {
        return new Quantity(new BigDecimal(text));
    }

    @Override
    public String toString() {
        return value.toPlainString();
    }
}
