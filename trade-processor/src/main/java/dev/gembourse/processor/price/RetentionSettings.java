package dev.gembourse.processor.price;

import java.time.Duration;
import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.boot.context.properties.bind.DefaultValue;

/**
 * How long what prices were is kept, counted from its time or from when it was told, whichever is later. Candles of a day and imported ones stay.
 *
 * @param interval how often what is older is deleted
 */
@ConfigurationProperties("gembourse.prices.retention")
public record RetentionSettings(
        @DefaultValue("7d") Duration ticks,
        @DefaultValue("30d") Duration minutes,
        @DefaultValue("180d") Duration fiveMinutes,
        @DefaultValue("1830d") Duration hours,
        @DefaultValue("1h") Duration interval) {

    private static final Duration LEAST = Duration.ofHours(1);

    public RetentionSettings {
        requireLong("ticks", ticks);
        requireLong("minutes", minutes);
        requireLong("five-minutes", fiveMinutes);
        requireLong("hours", hours);
        if (!interval.isPositive()) {
            throw new IllegalArgumentException(
                    "expected gembourse.prices.retention.interval to be positive but got " + interval);
        }
    }

    /** Late ticks and the youngest candles must be there. */
    private static void requireLong(String name, Duration kept) {
        if (kept.compareTo(LEAST) < 0) {
            throw new IllegalArgumentException(
                    "expected gembourse.prices.retention." + name + " to be at least 1 h but got " + kept);
        }
    }
}
