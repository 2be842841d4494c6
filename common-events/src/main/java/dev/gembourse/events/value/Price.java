package dev.gembourse.events.value;

import com.fasterxml.jackson.annotation.JsonCreator;
import com.fasterxml.jackson.annotation.JsonValue;
import java.math.BigDecimal;

/** The price of one whole unit of an asset in its currency: greater than 0, at most 8 decimals. */
public record Price(@JsonValue BigDecimal value) {

    @JsonCreator(mode = JsonCreator.Mode.DELEGATING)
    public Price {
        value = Decimals.positive("price", value);
    }

    public static Price of(String text) {
        return new Price(new BigDecimal(text));
    }

    @Override
    public String toString() {
        return value.toPlainString();
    }
}
