package dev.gembourse.gateway.identity;

import dev.gembourse.gateway.apikey.ApiKeys;
import dev.gembourse.gateway.recurring.Recurring;
import java.time.Clock;
import java.time.Instant;
import org.springframework.stereotype.Component;

/** Deletes what nobody can use any more, some at a time so that nobody waits for it. */
@Component
class Retention extends Recurring {

    private static final int SOME = 1000;
    private static final int ROUNDS = 100;

    private final RefreshTokens logins;
    private final ApiKeys keys;
    private final RetentionSettings settings;
    private final Clock clock;

    Retention(RefreshTokens logins, ApiKeys keys, RetentionSettings settings, Clock clock) {
        super("retention", settings.interval(), settings.interval());
        this.logins = logins;
        this.keys = keys;
        this.settings = settings;
        this.clock = clock;
    }

    @Override
    protected boolean step() {
        Instant now = clock.instant();
        boolean more = true;
        for (int round = 0; more && round < ROUNDS; round++) {
            int ended = logins.forgetEnded(now.minus(settings.logins()), SOME);
            int old = keys.forget(now.minus(settings.keys()), SOME);
            more = Math.max(ended, old) == SOME;
        }
        return true;
    }
}
