package dev.gembourse.gateway.apikey;

import dev.gembourse.gateway.access.Credentials;
import dev.gembourse.gateway.access.Secret;
import dev.gembourse.gateway.problem.ProblemCode;
import dev.gembourse.gateway.problem.ProblemException;
import java.nio.charset.StandardCharsets;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.Base64;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.springframework.dao.DataAccessException;
import org.springframework.stereotype.Component;

/**
 * Checks API keys. One that was found is taken for good for a minute, and for ten while the database is away, so that bots go on trading:
 * to revoke one takes so long on the other gateways.
 */
@Component
class VerifiedKeys implements Credentials {

    private static final Duration FRESH = Duration.ofMinutes(1);
    private static final Duration USABLE = Duration.ofMinutes(10);

    private final ApiKeys keys;
    private final Clock clock;

    VerifiedKeys(ApiKeys keys, Clock clock) {
        this.keys = keys;
        this.clock = clock;
    }

    @Override
    public String scheme() {
        return "Basic";
    }

    @Override
    public Optional<Checked> check(String credentials) {
        try {
            String pair = new String(Base64.getDecoder().decode(credentials), StandardCharsets.UTF_8);
            int colon = pair.indexOf(':');
            return colon < 0 ? Optional.empty() : find(pair.substring(0, colon), new Secret(pair.substring(colon + 1)));
        } catch (IllegalArgumentException e) {
            return Optional.empty();
        }
    }

    private Optional<Checked> find(String id, Secret secret) {
        if (!KeyId.isOne(id)) {
            return Optional.empty();
        }
        Instant now = clock.instant();
        try {
            return keys.find(id, secret, now)
                    .map(bearer -> new Checked(
                            bearer.caller(),
                            earlier(now.plus(FRESH), bearer.expiresAt()),
                            earlier(now.plus(USABLE), bearer.expiresAt())));
        } catch (DataAccessException e) {
            throw ProblemException.of(ProblemCode.SERVICE_UNAVAILABLE, "API keys cannot be looked up right now");
        }
    }

    private static Instant earlier(Instant time, @Nullable Instant limit) {
        return limit != null && limit.isBefore(time) ? limit : time;
    }
}
