package dev.gembourse.events.wire;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import com.networknt.schema.InputFormat;
import com.networknt.schema.Schema;
import com.networknt.schema.SchemaRegistry;
import com.networknt.schema.SpecificationVersion;
import dev.gembourse.events.partner.PartnerMessage;
import dev.gembourse.events.partner.PartnerMessage.Deposit;
import dev.gembourse.events.partner.PartnerMessage.PartnerTradeSettled;
import dev.gembourse.events.partner.PartnerMessage.PlaceTrade;
import dev.gembourse.events.partner.PartnerMessage.Purchase;
import dev.gembourse.events.partner.PartnerMessage.Withdraw;
import dev.gembourse.events.partner.PartnerName;
import dev.gembourse.events.value.AccountId;
import dev.gembourse.events.value.Currencies;
import dev.gembourse.events.value.Money;
import dev.gembourse.events.value.OperationId;
import dev.gembourse.events.value.Price;
import dev.gembourse.events.value.Quantity;
import dev.gembourse.events.value.Reference;
import dev.gembourse.events.value.Side;
import dev.gembourse.events.value.Symbol;
import dev.gembourse.events.wire.UnreadableMessage.Reason;
import java.nio.file.Path;
import java.time.Instant;
import java.util.HashMap;
import java.util.Map;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;
import tools.jackson.databind.SerializationFeature;
import tools.jackson.databind.json.JsonMapper;
import tools.jackson.databind.node.ObjectNode;

class PartnerEventsTest {

    private static final JsonMapper INDENTED =
            JsonMapper.builder().enable(SerializationFeature.INDENT_OUTPUT).build();
    private static final PartnerName ACME = new PartnerName("acme");
    private static final AccountId ACCOUNT = AccountId.of("01890a5d-ac96-774b-bcce-b302099a8057");
    private static final PartnerMessage TRADE =
            new PlaceTrade(ACCOUNT, new Symbol("GOLD"), Side.BUY, Quantity.of("2.5"));

    static Stream<PartnerMessage> everyType() {
        return Stream.of(
                TRADE,
                new Deposit(ACCOUNT, Money.of("USD", "100")),
                new Withdraw(ACCOUNT, Money.of("USD", "20.50")),
                new Purchase(ACCOUNT, Money.of("GC", "30"), new Reference("Sword of Dawn")),
                new PartnerTradeSettled(
                        ACCOUNT,
                        new Symbol("ACME.X"),
                        Side.SELL,
                        Quantity.of("3"),
                        Price.of("12.25"),
                        Currencies.USD,
                        Instant.parse("2026-01-31T09:30:00Z")));
    }

    @Test
    void everyTypeHasASample() {
        assertThat(everyType().map(message -> PartnerEvents.typeOf(message.getClass())))
                .containsExactlyElementsOf(PartnerEvents.types());
    }

    @ParameterizedTest
    @MethodSource("everyType")
    void releasedBytesAreWrittenAndRead(PartnerMessage message) throws UnreadableMessage {
        PartnerRecord record = PartnerEvents.write(ACME, "/partners/acme", "order-17", message);
        String written = new String(record.value(), UTF_8) + "\n";
        String type = PartnerEvents.typeOf(message.getClass());

        String golden = GoldenFiles.expected(Path.of("src/test/resources/golden", type + ".json"), written);

        assertThat(written).isEqualTo(golden);
        assertThat(record.topic()).isEqualTo("partner.acme.v1");
        assertThat(record.key()).isEqualTo(ACCOUNT.toString());
        PartnerEvent event = PartnerEvents.read(record.headers(), golden.getBytes(UTF_8));
        assertThat(event.type()).isEqualTo(type);
        assertThat(PartnerEvents.message(event)).isEqualTo(message);
    }

    @ParameterizedTest
    @MethodSource("everyType")
    void structuredModeSaysTheSame(PartnerMessage message) throws UnreadableMessage {
        PartnerRecord record = PartnerEvents.write(ACME, "/partners/acme", "order-17", message);

        PartnerEvent event = PartnerEvents.read(
                Map.of("content-type", "application/cloudevents+json; charset=UTF-8"),
                structured(
                        "\"id\":\"order-17\",\"source\":\"/partners/acme\",\"type\":\"%s\",\"time\":\"2026-01-31T09:30:00Z\",\"ours\":7,\"data\":%s"
                                .formatted(
                                        PartnerEvents.typeOf(message.getClass()), new String(record.value(), UTF_8))));

        assertThat(event).isEqualTo(PartnerEvents.read(record.headers(), record.value()));
        assertThat(PartnerEvents.message(event)).isEqualTo(message);
    }

    @ParameterizedTest
    @MethodSource("everyType")
    void theCommittedSchemaDescribesWhatIsWritten(PartnerMessage message) {
        String type = PartnerEvents.typeOf(message.getClass());
        ObjectNode generated = SchemaTest.generator().generateSchema(message.getClass());
        ObjectNode node = INDENTED.createObjectNode();
        node.set("$schema", generated.remove("$schema"));
        node.put("$id", "urn:gembourse:schema:" + type);
        node.put("title", type);
        node.setAll(generated);
        node.put("additionalProperties", false);
        String schema = INDENTED.writeValueAsString(node) + "\n";

        assertThat(schema)
                .isEqualTo(GoldenFiles.expected(Path.of("src/main/resources/schemas", type + ".json"), schema));
        Schema compiled = SchemaRegistry.withDefaultDialect(SpecificationVersion.DRAFT_2020_12)
                .getSchema(schema, InputFormat.JSON);
        String json = new String(PartnerEvents.write(ACME, "/a", "1", message).value(), UTF_8);
        assertThat(compiled.validate(json, InputFormat.JSON)).isEmpty();
        assertThat(compiled.validate(json.replace("accountId", "account"), InputFormat.JSON))
                .isNotEmpty();
    }

    @Test
    void amountsMayBeNumbersInBothModes() throws UnreadableMessage {
        String data = "{\"accountId\":\"%s\",\"money\":{\"currency\":\"USD\",\"amount\":12.5}}".formatted(ACCOUNT);
        String type = PartnerEvents.typeOf(Deposit.class);
        PartnerMessage expected = new Deposit(ACCOUNT, Money.of("USD", "12.5"));

        PartnerEvent structured = PartnerEvents.read(
                Map.of("content-type", "Application/CloudEvents+JSON"),
                structured("\"id\":\"1\",\"source\":\"/a\",\"type\":\"%s\",\"data\":%s".formatted(type, data)));

        assertThat(PartnerEvents.message(structured)).isEqualTo(expected);
        assertThat(PartnerEvents.message(new PartnerEvent("/a", "1", type, data.getBytes(UTF_8))))
                .isEqualTo(expected);
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', textBlock = """
            ce_specversion |                  | expected specversion 1.0 but got none
            ce_specversion | 0.3              | expected specversion 1.0 but got 0.3
            ce_id          |                  | expected the attribute id but got none
            ce_id          | ' '              | expected the attribute id to be 1 to 200 characters without control characters
            ce_id          | NUL              | expected the attribute id to be 1 to 200 characters without control characters
            ce_id          | LONG             | expected the attribute id to be 1 to 200 characters without control characters
            ce_source      |                  | expected the attribute source but got none
            ce_type        |                  | expected the attribute type but got none
            content-type   | text/plain       | expected content-type application/json but got text/plain
            content-type   | application/cloudevents-batch+json | expected one event as application/cloudevents+json but got another content type
            """)
    void anAttributeThatIsNotAsExpectedIsNamed(String header, String value, String expected) {
        Map<String, String> headers =
                new HashMap<>(PartnerEvents.write(ACME, "/a", "1", TRADE).headers());
        if (value == null) {
            headers.remove(header);
        } else {
            headers.put(
                    header,
                    switch (value) {
                        case "NUL" -> "a\0b";
                        case "LONG" -> "x".repeat(201);
                        default -> value;
                    });
        }

        UnreadableMessage fault =
                catchThrowableOfType(UnreadableMessage.class, () -> PartnerEvents.read(headers, new byte[] {'{', '}'}));

        assertThat(fault.reason()).isEqualTo(Reason.BAD_ATTRIBUTE);
        assertThat(fault).hasMessage(expected);
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', textBlock = """
            dev.gembourse.partner.PlaceTrade.v2    | UNSUPPORTED_VERSION
            dev.gembourse.partner.ReceiveGift.v1   | UNKNOWN_TYPE
            dev.gembourse.trading.ReceiveGift.v1   | UNKNOWN_TYPE
            dev.gembourse.trading.Deposit.v1       | UNKNOWN_TYPE
            com.example.Deposit                    | UNKNOWN_TYPE
            """)
    void onlyTheTypesOfPartnersAreKnown(String type, Reason reason) {
        UnreadableMessage fault = catchThrowableOfType(
                UnreadableMessage.class,
                () -> PartnerEvents.message(new PartnerEvent("/a", "1", type, "{}".getBytes(UTF_8))));

        assertThat(fault.reason()).isEqualTo(reason);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "{\"symbol\":\"GOLD\",\"side\":\"BUY\",\"quantity\":\"1\"}",
                "{\"accountId\":\"01890a5d-ac96-774b-bcce-b302099a8057\",\"symbol\":\"GOLD\",\"side\":\"BUY\"}",
                "{\"accountId\":\"01890a5d-ac96-774b-bcce-b302099a8057\",\"symbol\":\"GOLD\",\"side\":\"BUY\",\"quantity\":\"1\",\"price\":\"1\"}",
                "{\"accountId\":\"01890a5d-ac96-774b-bcce-b302099a8057\",\"symbol\":\"GOLD\",\"side\":\"BUY\",\"quantity\":\"1\",\"notional\":\"1\"}",
                "{\"accountId\":\"01890a5d-ac96-774b-bcce-b302099a8057\",\"symbol\":\"go\\u0000ld\",\"side\":\"BUY\",\"quantity\":\"1\"}",
                "{\"accountId\":\"01890a5d-ac96-774b-bcce-b302099a8057\",\"symbol\":\"GOLD\",\"side\":\"BUY\",\"quantity\":\"-1\"}",
                "[]",
                "null"
            })
    void dataThatIsNotOfItsTypeIsInvalid(String data) {
        UnreadableMessage fault = catchThrowableOfType(
                UnreadableMessage.class,
                () -> PartnerEvents.message(
                        new PartnerEvent("/a", "1", PartnerEvents.typeOf(PlaceTrade.class), data.getBytes(UTF_8))));

        assertThat(fault).as(data).isNotNull();
        assertThat(fault.reason()).isEqualTo(Reason.INVALID_CONTENT);
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "{", "{}{}", "{\"id\":\"1\",\"id\":\"2\"}", "7", "nul", "\0"})
    void whatIsNoJsonObjectIsNoEvent(String value) {
        UnreadableMessage fault = catchThrowableOfType(
                UnreadableMessage.class,
                () -> PartnerEvents.read(
                        Map.of("content-type", "application/cloudevents+json"), value.getBytes(UTF_8)));

        assertThat(fault).as(value).isNotNull();
        assertThat(fault.reason()).isIn(Reason.EMPTY_VALUE, Reason.MALFORMED_JSON, Reason.INVALID_CONTENT);
    }

    @Test
    void aRecordIsOneOperationForEver() {
        assertThat(OperationId.ofPartner("/partners/acme", "order-17"))
                .hasToString("42457642-2644-5400-a6c7-99fdeac0c0d9")
                .isEqualTo(new PartnerEvent("/partners/acme", "order-17", "t", new byte[0]).operationId())
                .isNotEqualTo(OperationId.ofPartner("/partners/other", "order-17"));
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "a", "1a", "Acme", "a_b", "a.b", "-a", "aaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaa"})
    void onlyTopicsOfPartnersHaveAPartner(String name) {
        assertThat(PartnerName.ofTopic("partner." + name + ".v1")).isEmpty();
        assertThat(PartnerName.ofTopic("partner.acme.v1")).contains(ACME);
    }

    private static byte[] structured(String members) {
        return ("{\"specversion\":\"1.0\"," + members + "}").getBytes(UTF_8);
    }
}
