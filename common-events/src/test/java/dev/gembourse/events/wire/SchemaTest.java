package dev.gembourse.events.wire;

import static org.assertj.core.api.Assertions.assertThat;

import com.github.victools.jsonschema.generator.CustomDefinition;
import com.github.victools.jsonschema.generator.Option;
import com.github.victools.jsonschema.generator.OptionPreset;
import com.github.victools.jsonschema.generator.SchemaGenerator;
import com.github.victools.jsonschema.generator.SchemaGeneratorConfigBuilder;
import com.github.victools.jsonschema.generator.SchemaVersion;
import com.networknt.schema.Schema;
import com.networknt.schema.SchemaRegistry;
import com.networknt.schema.SpecificationVersion;
import dev.gembourse.events.market.CandleInterval;
import dev.gembourse.events.market.TickSource;
import dev.gembourse.events.value.AccountId;
import dev.gembourse.events.value.ClientOrderId;
import dev.gembourse.events.value.Note;
import dev.gembourse.events.value.OperationId;
import dev.gembourse.events.value.OrderId;
import dev.gembourse.events.value.Price;
import dev.gembourse.events.value.Quantity;
import dev.gembourse.events.value.Reference;
import dev.gembourse.events.value.StreamPosition;
import dev.gembourse.events.value.Symbol;
import dev.gembourse.events.value.Unit;
import dev.gembourse.events.value.Username;
import java.math.BigDecimal;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Instant;
import java.util.Map;
import java.util.UUID;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.SerializationFeature;
import tools.jackson.databind.json.JsonMapper;
import tools.jackson.databind.node.ObjectNode;

/** The JSON Schemas in the jar are generated from the records and describe what is really written. */
class SchemaTest {

    private static final JsonMapper MAPPER =
            JsonMapper.builder().enable(SerializationFeature.INDENT_OUTPUT).build();
    private static final String DECIMAL = "^[0-9]{1,20}(\\.[0-9]{1,8})?$";
    private static final Map<Class<?>, String> PATTERNS = Map.ofEntries(
            Map.entry(Reference.class, "^.{1,100}$"),
            Map.entry(TickSource.class, "^[!-~]{1,100}$"),
            Map.entry(ClientOrderId.class, "^[!-~]{1,64}$"),
            Map.entry(CandleInterval.class, "^(1m|5m|1h|1d)$"),
            Map.entry(Symbol.class, "^[A-Z0-9][A-Z0-9.-]{0,19}$"),
            Map.entry(Unit.class, "^[A-Z0-9][A-Z0-9.-]{0,19}$"),
            Map.entry(Username.class, "^[A-Za-z0-9_-]{3,50}$"),
            Map.entry(StreamPosition.class, "^[0-9]{1,5}\\.[0-9]{1,18}$"),
            Map.entry(Price.class, DECIMAL),
            Map.entry(Quantity.class, DECIMAL),
            Map.entry(Note.class, "^[^\\u0000-\\u001f\\u007f-\\u009f]{1,200}$"),
            Map.entry(BigDecimal.class, "^-?[0-9]{1,30}(\\.[0-9]{1,8})?$"));
    private static final Map<Class<?>, String> FORMATS = Map.of(
            AccountId.class,
            "uuid",
            OperationId.class,
            "uuid",
            OrderId.class,
            "uuid",
            UUID.class,
            "uuid",
            Instant.class,
            "date-time");

    static Stream<Arguments> everyType() {
        return GoldenJsonTest.everyType();
    }

    @ParameterizedTest(name = "{1}")
    @MethodSource("everyType")
    <T> void theCommittedSchemaDescribesWhatIsWritten(Contract<T> contract, T sample) {
        Message message = contract.write(sample);
        String schema = MAPPER.writeValueAsString(envelope(contract, message.type(), sample.getClass())) + "\n";

        assertThat(schema)
                .isEqualTo(
                        GoldenFiles.expected(Path.of("src/main/resources/schemas", message.type() + ".json"), schema));
        Schema compiled = SchemaRegistry.withDefaultDialect(SpecificationVersion.DRAFT_2020_12)
                .getSchema(schema, com.networknt.schema.InputFormat.JSON);
        String json = new String(message.value(), StandardCharsets.UTF_8);
        assertThat(compiled.validate(json, com.networknt.schema.InputFormat.JSON))
                .isEmpty();
        assertThat(compiled.validate(
                        json.replace(contract.topic(), "other.topic"), com.networknt.schema.InputFormat.JSON))
                .isNotEmpty();
    }

    private static JsonNode envelope(Contract<?> contract, String type, Class<?> data) {
        ObjectNode dataSchema = generator().generateSchema(data);
        JsonNode dialect = dataSchema.remove("$schema");
        ObjectNode schema = MAPPER.createObjectNode();
        schema.set("$schema", dialect);
        schema.put("$id", "urn:gembourse:schema:" + type);
        schema.put("title", type);
        schema.put("type", "object");
        ObjectNode properties = schema.putObject("properties");
        properties.putObject("contract").put("const", contract.topic());
        properties.putObject("key").put("type", "string");
        JsonNode definitions = dataSchema.remove("$defs");
        properties.set("data", dataSchema);
        schema.putArray("required").add("contract").add("key").add("data");
        if (definitions != null) {
            schema.set("$defs", definitions);
        }
        return schema;
    }

    static SchemaGenerator generator() {
        SchemaGeneratorConfigBuilder config = new SchemaGeneratorConfigBuilder(
                        MAPPER, SchemaVersion.DRAFT_2020_12, OptionPreset.PLAIN_JSON)
                .with(Option.FLATTENED_ENUMS)
                .without(Option.DEFINITIONS_FOR_ALL_OBJECTS);
        config.forTypesInGeneral().withCustomDefinitionProvider((type, context) -> {
            Class<?> raw = type.getErasedType();
            String pattern = PATTERNS.get(raw);
            String format = FORMATS.get(raw);
            if (pattern == null && format == null) {
                return null;
            }
            ObjectNode definition =
                    context.getGeneratorConfig().createObjectNode().put("type", "string");
            return new CustomDefinition(
                    pattern != null ? definition.put("pattern", pattern) : definition.put("format", format), true);
        });
        config.forFields()
                .withRequiredCheck(
                        field -> !field.getRawMember().getAnnotatedType().isAnnotationPresent(Nullable.class));
        return new SchemaGenerator(config.build());
    }
}
