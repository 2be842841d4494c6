package dev.gembourse.gateway.identity;

import java.time.Duration;
import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.boot.context.properties.bind.DefaultValue;

/**
 * How long is kept what nobody can use any more. What was done about users and keys is kept for good.
 *
 * @param keys API keys after they were revoked or have expired; their owner sees them so long
 * @param logins logins after they have ended or expired, with all their refresh tokens: until then one that comes a second time is known
 * @param interval how often they are looked for
 */
@ConfigurationProperties("gembourse.gateway.retention")
record RetentionSettings(
        @DefaultValue("30d") Duration keys,
        @DefaultValue("7d") Duration logins,
        @DefaultValue("10m") Duration interval) {}
