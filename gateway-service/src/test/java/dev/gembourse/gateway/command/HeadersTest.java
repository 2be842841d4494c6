package dev.gembourse.gateway.command;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class HeadersTest {

    @ParameterizedTest
    @CsvSource(delimiter = '|', quoteCharacter = '\0', textBlock = """
            abc              | abc
            "abc"            | abc
            "a\\"b"          | a"b
            "a\\\\b"         | a\\b
            a"b              | a"b
            with space       | with space
            "with space"     | with space
            """)
    void aKeyMayBeBareOrQuoted(String header, String key) {
        assertThat(IdempotencyKey.parse(List.of(header)).value()).isEqualTo(key);
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', quoteCharacter = '\0', textBlock = """
            wait=5                    | 5
            wait = 5                  | 5
            Wait="5"                  | 5
            respond-async, wait=3     | 3
            wait=3; foo=bar           | 3
            handling=lenient          | 0
            wait=abc                  | 0
            wait=-1                   | 0
            wait=                     | 0
            wait=0                    | 0
            wait=10                   | 10
            wait=11                   | 10
            wait=999999999            | 10
            """)
    void aPreferenceThatIsNotUnderstoodIsPassedOver(String header, long seconds) {
        assertThat(Preference.wait(List.of(header)).toSeconds()).isEqualTo(seconds);
    }

    @Test
    void theFirstWaitCounts() {
        assertThat(Preference.wait(List.of("respond-async", "wait=2", "wait=7")).toSeconds())
                .isEqualTo(2);
        assertThat(Preference.wait(List.of()).isZero()).isTrue();
    }
}
