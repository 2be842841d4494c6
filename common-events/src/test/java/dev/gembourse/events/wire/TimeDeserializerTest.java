package dev.gembourse.events.wire;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.time.Instant;
import java.util.Objects;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import tools.jackson.databind.exc.InvalidFormatException;

class TimeDeserializerTest {

    private static final long FIRST = Instant.parse("0001-01-01T00:00:00Z").getEpochSecond();
    private static final long LAST = Instant.parse("9999-12-31T23:59:59Z").getEpochSecond();

    @Test
    void timesAreReadAsTheyAreWritten() {
        Random random = new Random(5);
        int[] precisions = {1, 1_000, 1_000_000, 1_000_000_000};
        for (int i = 0; i < 20_000; i++) {
            int precision = precisions[random.nextInt(precisions.length)];
            int nanos = random.nextInt(1_000_000_000) / precision * precision;
            Instant time = Instant.ofEpochSecond(random.nextLong(FIRST, LAST), nanos);

            assertThat(Objects.requireNonNull(TimeDeserializer.read(time.toString()), time.toString()))
                    .isEqualTo(time);
        }
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "2024-02-29T23:59:59.5Z",
                "2000-02-29T00:00:00Z",
                "2026-03-01T10:00:05.000000001Z",
                "2026-03-01T24:00:00Z",
                "2026-03-01t10:00:05z",
                "2026-03-01T10:00:05.Z",
                "2026-03-01T10:00:05+02:00",
                "+12026-03-01T10:00:05Z",
                "0000-03-01T10:00:05Z",
            })
    void everythingThatJacksonReadsIsReadAlike(String text) {
        assertThat(Json.STRICT.readValue("\"" + text + "\"", Instant.class)).isEqualTo(Instant.parse(text));
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "2025-02-29T00:00:00Z",
                "1900-02-29T00:00:00Z",
                "2026-04-31T00:00:00Z",
                "2026-13-01T00:00:00Z",
                "2026-00-01T00:00:00Z",
                "2026-01-00T00:00:00Z",
                "2026-01-01T25:00:00Z",
                "2026-01-01T10:60:00Z",
                "2026-01-01T10:00:61Z",
                "2026-01-01T10:00:00.1234567890Z",
                "2026-01-01 10:00:00Z",
                "2026-01-01T10:00:00",
                "2026-01-01",
                "٢٠٢٦-01-01T10:00:00Z",
                "Z",
            })
    void whatIsNoTimeIsRefused(String text) {
        assertThatThrownBy(() -> Json.STRICT.readValue("\"" + text + "\"", Instant.class))
                .isInstanceOf(InvalidFormatException.class);
    }
}
