package dev.gembourse.gateway.token;

import dev.gembourse.gateway.recurring.Recurring;
import java.time.Duration;
import org.springframework.stereotype.Component;

/** Looks after the keys once a minute. */
@Component
class KeyRotation extends Recurring {

    private static final Duration INTERVAL = Duration.ofMinutes(1);

    private final SigningKeys keys;

    KeyRotation(SigningKeys keys) {
        super("signing keys", INTERVAL, INTERVAL);
        this.keys = keys;
    }

    @Override
    protected boolean step() {
        keys.refresh();
        return true;
    }
}
