package dev.gembourse.events.wire;

import com.fasterxml.jackson.annotation.JsonInclude;
import java.math.BigDecimal;
import java.time.Instant;
import java.util.Arrays;
import tools.jackson.core.JacksonException;
import tools.jackson.core.StreamReadConstraints;
import tools.jackson.core.StreamReadFeature;
import tools.jackson.core.TokenStreamLocation;
import tools.jackson.core.exc.StreamConstraintsException;
import tools.jackson.core.exc.StreamReadException;
import tools.jackson.core.json.JsonFactory;
import tools.jackson.core.json.JsonFactoryBuilder;
import tools.jackson.databind.DeserializationFeature;
import tools.jackson.databind.MapperFeature;
import tools.jackson.databind.cfg.DateTimeFeature;
import tools.jackson.databind.cfg.EnumFeature;
import tools.jackson.databind.exc.InvalidFormatException;
import tools.jackson.databind.exc.InvalidNullException;
import tools.jackson.databind.exc.MismatchedInputException;
import tools.jackson.databind.exc.UnrecognizedPropertyException;
import tools.jackson.databind.json.JsonMapper;
import tools.jackson.databind.module.SimpleModule;

/**
 * The JSON of Gembourse: decimals as plain strings on writing (numbers are understood on reading), RFC 3339 UTC times, absent
 * instead of null, and limits on everything that is read.
 */
public final class Json {

    /** Refuses unknown and duplicate members. For what others ask of us. */
    public static final JsonMapper STRICT = mapper(true);

    /** Passes over unknown members. For facts that a newer version may have enriched. */
    public static final JsonMapper LENIENT = mapper(false);

    private Json() {}

    private static JsonMapper mapper(boolean strict) {
        SimpleModule values = new SimpleModule("values")
                .addSerializer(BigDecimal.class, new DecimalSerializer())
                .addDeserializer(BigDecimal.class, new DecimalDeserializer())
                .addDeserializer(Instant.class, new TimeDeserializer());
        return JsonMapper.builder(factory(strict))
                .addModule(values)
                .annotationIntrospector(new NullabilityIntrospector())
                .changeDefaultPropertyInclusion(ignored ->
                        JsonInclude.Value.construct(JsonInclude.Include.NON_NULL, JsonInclude.Include.NON_NULL))
                .configure(DeserializationFeature.FAIL_ON_UNKNOWN_PROPERTIES, strict)
                .enable(DeserializationFeature.FAIL_ON_NULL_FOR_PRIMITIVES)
                .enable(DeserializationFeature.FAIL_ON_TRAILING_TOKENS)
                .enable(DeserializationFeature.USE_BIG_DECIMAL_FOR_FLOATS)
                .disable(MapperFeature.ALLOW_COERCION_OF_SCALARS)
                .disable(DeserializationFeature.ACCEPT_FLOAT_AS_INT)
                .enable(EnumFeature.FAIL_ON_NUMBERS_FOR_ENUMS)
                .disable(DateTimeFeature.WRITE_DATES_AS_TIMESTAMPS)
                .build();
    }

    private static JsonFactory factory(boolean strict) {
        JsonFactoryBuilder builder = JsonFactory.builder()
                .streamReadConstraints(StreamReadConstraints.builder()
                        .maxNestingDepth(20)
                        .maxNumberLength(60)
                        .maxStringLength(65_536)
                        .maxNameLength(200)
                        .maxDocumentLength(1_048_576)
                        .build());
        return builder.configure(StreamReadFeature.STRICT_DUPLICATE_DETECTION, strict)
                .build();
    }

    /**
     * What is wrong with a JSON text, in one sentence without a pointer to the place ({@link Pointers} has it) and without
     * any class's name.
     */
    public static String explain(JacksonException e) {
        for (Throwable cause = e; cause != null; cause = cause.getCause()) {
            if (cause instanceof IllegalArgumentException && cause.getMessage() != null) {
                return cause.getMessage();
            }
        }
        return switch (e) {
            case UnrecognizedPropertyException unknown -> "unknown member '" + unknown.getPropertyName() + "'";
            case InvalidNullException missing ->
                "expected a value for '" + missing.getPropertyName().getSimpleName() + "' but got null";
            case InvalidFormatException bad
            when bad.getTargetType().isEnum() ->
                "expected one of " + Arrays.toString(bad.getTargetType().getEnumConstants());
            case InvalidFormatException bad
            when bad.getTargetType() == BigDecimal.class -> "expected a decimal like \"12.50\"";
            case InvalidFormatException ignored -> "expected another form of value";
            case MismatchedInputException ignored -> "a member is missing or has another type than expected";
            case StreamConstraintsException ignored -> "the JSON is beyond the limits on size, nesting or numbers";
            case StreamReadException broken -> "not valid JSON" + at(broken);
            default -> "the JSON does not have the expected form";
        };
    }

    private static String at(JacksonException e) {
        TokenStreamLocation location = e.getLocation();
        return location == null ? "" : " at line " + location.getLineNr() + ", column " + location.getColumnNr();
    }
}
