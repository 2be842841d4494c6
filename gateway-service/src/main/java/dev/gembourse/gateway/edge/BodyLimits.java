package dev.gembourse.gateway.edge;

import java.time.Duration;
import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.boot.context.properties.bind.DefaultValue;
import org.springframework.util.unit.DataSize;

/**
 * How large a request's body may be, and how slow.
 *
 * @param body of any request
 * @param batch of a batch of trades or ticks
 * @param within how long it may take until all of a body is there
 */
@ConfigurationProperties("gembourse.gateway.limits")
record BodyLimits(
        @DefaultValue("64KB") DataSize body,
        @DefaultValue("1MB") DataSize batch,
        @DefaultValue("10s") Duration within) {

    int of(String path) {
        return Math.toIntExact((isBatch(path) ? batch : body).toBytes());
    }

    boolean isBatch(String path) {
        return path.equals("/v1/trades:batch") || path.equals("/v1/ticks:batch");
    }
}
