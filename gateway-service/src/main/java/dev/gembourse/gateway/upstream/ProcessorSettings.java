package dev.gembourse.gateway.upstream;

import java.net.URI;
import java.time.Duration;
import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.boot.context.properties.bind.DefaultValue;

/**
 * Where the trade processor is.
 *
 * @param connectTimeout how long connecting may take
 * @param readTimeout how long an answer may take; more than the processor waits for a position
 */
@ConfigurationProperties("gembourse.processor")
record ProcessorSettings(
        @DefaultValue("http://127.0.0.1:8081") URI url,
        @DefaultValue("1s") Duration connectTimeout,
        @DefaultValue("10s") Duration readTimeout) {}
