package dev.gembourse.gateway.edge;

import dev.gembourse.gateway.access.Rule;
import java.time.Duration;
import org.jspecify.annotations.Nullable;
import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.boot.context.properties.bind.DefaultValue;
import org.springframework.util.unit.DataSize;

/**
 * How large a request's body may be, and how slow.
 *
 * @param body of any request
 * @param batch of a batch of trades or ticks, and of candles to import
 * @param within how long it may take until all of a body is there
 */
@ConfigurationProperties("gembourse.gateway.limits")
record BodyLimits(
        @DefaultValue("64KB") DataSize body,
        @DefaultValue("1MB") DataSize batch,
        @DefaultValue("10s") Duration within) {

    int of(String method, String path) {
        return Math.toIntExact((ruleOfLarge(method, path) != null ? batch : body).toBytes());
    }

    /** Who may send a large body there; null where nobody may. */
    @Nullable
    Rule ruleOfLarge(String method, String path) {
        if (!method.equals("POST")) {
            return null;
        }
        return switch (path) {
            case "/v1/trades:batch" -> Rule.TRADE;
            case "/v1/ticks:batch" -> Rule.OPERATE;
            default -> path.startsWith("/v1/assets/") && path.endsWith("/candles") ? Rule.OPERATE : null;
        };
    }
}
