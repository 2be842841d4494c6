package dev.gembourse.gateway.upstream;

import java.net.URI;
import java.time.Duration;
import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.boot.context.properties.bind.DefaultValue;

/**
 * Where the leaderboard service is.
 *
 * @param connectTimeout how long connecting may take
 * @param readTimeout how long an answer may take; more than the leaderboard waits for a position
 * @param standingWithin how long reading an account waits for the leaderboard before it goes without gems and rank; likewise
 */
@ConfigurationProperties("gembourse.leaderboard")
record LeaderboardSettings(
        @DefaultValue("http://127.0.0.1:8082") URI url,
        @DefaultValue("1s") Duration connectTimeout,
        @DefaultValue("10s") Duration readTimeout,
        @DefaultValue("2500ms") Duration standingWithin) {}
