package dev.gembourse.events.market;

import com.fasterxml.jackson.annotation.JsonCreator;
import com.fasterxml.jackson.annotation.JsonValue;
import java.time.Duration;
import java.time.Instant;
import java.util.Arrays;

/** How much time a candle covers. Candles begin at multiples of it, counted from 1970-01-01T00:00:00Z. */
public enum CandleInterval {
    MINUTE("1m", Duration.ofMinutes(1)),
    FIVE_MINUTES("5m", Duration.ofMinutes(5)),
    HOUR("1h", Duration.ofHours(1)),
    DAY("1d", Duration.ofDays(1));

    private final String text;
    private final Duration length;

    CandleInterval(String text, Duration length) {
        this.text = text;
        this.length = length;
    }

    /**
     * The interval that is written like this.
     *
     * @throws IllegalArgumentException when it is none of 1m, 5m, 1h and 1d
     */
    @JsonCreator(mode = JsonCreator.Mode.DELEGATING)
    public static CandleInterval of(String text) {
        return Arrays.stream(values())
                .filter(interval -> interval.text.equals(text))
                .findAny()
                .orElseThrow(() -> new IllegalArgumentException("expected one of 1m, 5m, 1h and 1d"));
    }

    public Duration length() {
        return length;
    }

    /** When the candle began, or begins, that a moment falls into. */
    public Instant startOf(Instant moment) {
        return Instant.ofEpochSecond(
                moment.getEpochSecond() - Math.floorMod(moment.getEpochSecond(), length.toSeconds()));
    }

    @JsonValue
    @Override
    public String toString() {
        return text;
    }
}
