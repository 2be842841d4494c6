package dev.gembourse.events.wire;

import java.math.BigDecimal;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;
import tools.jackson.core.JsonParser;
import tools.jackson.core.JsonToken;
import tools.jackson.databind.DeserializationContext;
import tools.jackson.databind.deser.std.StdDeserializer;

/** Decimals come as strings or JSON numbers of at most 60 characters; NaN, Infinity and anything else are refused. */
final class DecimalDeserializer extends StdDeserializer<BigDecimal> {

    private static final Pattern DECIMAL = Pattern.compile("-?[0-9]+(\\.[0-9]+)?([eE][-+]?[0-9]{1,4})?");
    private static final int MAX_LENGTH = 60;

    DecimalDeserializer() {
        super(BigDecimal.class);
    }

    @Override
    public @Nullable BigDecimal deserialize(JsonParser json, DeserializationContext context) {
        JsonToken token = json.currentToken();
        if (token != JsonToken.VALUE_STRING
                && token != JsonToken.VALUE_NUMBER_INT
                && token != JsonToken.VALUE_NUMBER_FLOAT) {
            return (BigDecimal) context.handleUnexpectedToken(BigDecimal.class, json);
        }
        String text = json.getString();
        if (text.length() > MAX_LENGTH || !DECIMAL.matcher(text).matches()) {
            throw context.weirdStringException(text, BigDecimal.class, "expected a decimal like 12.50");
        }
        return new BigDecimal(text);
    }
}
