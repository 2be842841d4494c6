package dev.gembourse.gateway.mqtt;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.time.Instant;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** What a message may be. */
class TickMessageTest {

    private static final MqttSettings.Members NAMES =
            new MqttSettings.Members("stock_id", "price", "availability", "timestamp", "sequence");

    @ParameterizedTest
    @CsvSource(delimiter = '|', textBlock = """
            "2026-01-31T09:30:00Z"          | 2026-01-31T09:30:00Z
            "2026-01-31T10:30:00.25+01:00"  | 2026-01-31T09:30:00.250Z
            "2026-01-31T09:30:00.123456"    | 2026-01-31T09:30:00.123456Z
            1769851800                      | 2026-01-31T09:30:00Z
            1769851800.5                    | 2026-01-31T09:30:00.500Z
            1769851800250                   | 2026-01-31T09:30:00.250Z
            """)
    void timesAreReadInTheFormsThatSourcesUse(String time, Instant expected) throws Exception {
        TickMessage message = read("{\"stock_id\":\"GOLD\",\"price\":\"51.30\",\"timestamp\":%s}".formatted(time));

        assertThat(message.time()).isEqualTo(expected);
        assertThat(message.sequence()).isNull();
        assertThat(message.available()).isNull();
    }

    @Test
    void membersMayHaveOtherNames() throws Exception {
        var names = new MqttSettings.Members("s", "p", "a", "t", "n");

        TickMessage message = TickMessage.read(
                "prices/x", "{\"s\":\"GOLD\",\"p\":1.5,\"a\":\"0\",\"n\":7,\"price\":2}".getBytes(UTF_8), names);

        assertThat(message.price()).hasToString("1.5");
        assertThat(message.available()).isEqualByComparingTo("0");
        assertThat(message.sequence()).isEqualTo(7);
        assertThat(message.source()).hasToString("mqtt:prices/x");
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', textBlock = """
            no JSON                                                        | not valid JSON
            []                                                             | expected a JSON object
            {"stock_id":"GOLD","price":1}                                  | expected 'timestamp' or 'sequence'
            {"stock_id":"GOLD","price":0,"sequence":1}                     | greater than 0
            {"stock_id":"GOLD","price":-1,"sequence":1}                    | greater than 0
            {"stock_id":"GOLD","price":"NaN","sequence":1}                 | expected 'price' as a number
            {"stock_id":"GOLD","price":NaN,"sequence":1}                   | not valid JSON
            {"stock_id":"GOLD","price":1.123456789,"sequence":1}           | at most 8 digits
            {"stock_id":"GOLD","price":1e999999999,"sequence":1}           | at most 20 digits
            {"stock_id":"GOLD","sequence":1}                               | expected 'price'
            {"price":1,"sequence":1}                                       | expected 'stock_id' as text
            {"stock_id":"gold!","price":1,"sequence":1}                    | expected
            {"stock_id":"GOLD","price":1,"sequence":1.5}                   | whole number
            {"stock_id":"GOLD","price":1,"sequence":-1}                    | whole number
            {"stock_id":"GOLD","price":1,"availability":-1,"sequence":1}   | at least 0
            {"stock_id":"GOLD","price":1,"timestamp":"yesterday"}          | expected 'timestamp' like
            {"stock_id":"GOLD","price":1,"timestamp":1e999999999}          | expected 'timestamp' like
            {"stock_id":"GOLD","price":1,"price":2,"sequence":1}           | not valid JSON
            """)
    void whatIsNoTickSaysWhy(String message, String why) {
        assertThatThrownBy(() -> read(message))
                .isInstanceOf(UnusableMessage.class)
                .hasMessageContaining(why);
    }

    @Test
    void whatIsLoggedIsOneShortLine() {
        assertThatThrownBy(() -> TickMessage.read("a\nb", "{\"stock_id\":\"\\n\\u2028x\"}".getBytes(UTF_8), NAMES))
                .isInstanceOf(UnusableMessage.class);
        assertThat(UnusableMessage.printable("a\r\nb\u001b[31m\u2028")).isEqualTo("a??b?[31m?");
        assertThat(UnusableMessage.printable("x".repeat(10_000))).hasSizeLessThan(130);
    }

    private static TickMessage read(String text) throws UnusableMessage {
        return TickMessage.read("prices/metals", text.getBytes(UTF_8), NAMES);
    }
}
