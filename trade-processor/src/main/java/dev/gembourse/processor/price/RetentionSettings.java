package dev.gembourse.processor.price;

import java.time.Duration;
import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.boot.context.properties.bind.DefaultValue;

/**
 * How long what prices were is kept, counted back from the newest of the asset. Candles of a day and imported ones stay.
 *
 * @param interval how often what is older is deleted
 */
@ConfigurationProperties("gembourse.prices.retention")
public record RetentionSettings(
        @DefaultValue("7d") Duration ticks,
        @DefaultValue("30d") Duration minutes,
        @DefaultValue("180d") Duration fiveMinutes,
        @DefaultValue("1830d") Duration hours,
        @DefaultValue("1h") Duration interval) {}
