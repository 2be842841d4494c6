package dev.gembourse.gateway.identity;

import dev.gembourse.events.value.Username;
import dev.gembourse.gateway.access.Role;
import dev.gembourse.gateway.access.Scope;
import dev.gembourse.gateway.access.Secret;
import dev.gembourse.gateway.apikey.ApiKeys;
import dev.gembourse.gateway.database.OnceOpen;
import java.time.Clock;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.Set;
import java.util.UUID;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.stereotype.Component;

/** Makes the first admin of a new database, as an operator has said, and the API keys that the operator's own tools use. */
@Component
class FirstAdmin implements OnceOpen {

    private static final Logger LOG = LoggerFactory.getLogger(FirstAdmin.class);

    private final AdminSettings settings;
    private final Users users;
    private final Passwords passwords;
    private final ApiKeys keys;
    private final Clock clock;

    FirstAdmin(AdminSettings settings, Users users, Passwords passwords, ApiKeys keys, Clock clock) {
        this.settings = settings;
        this.users = users;
        this.passwords = passwords;
        this.keys = keys;
        this.clock = clock;
    }

    @Override
    public void databaseOpened() {
        if (settings.username().isEmpty()) {
            return;
        }
        Username name = new Username(settings.username());
        Instant now = clock.instant().truncatedTo(ChronoUnit.MICROS);
        if (!settings.password().isEmpty() && !users.hasAdmin()) {
            Password password = new Password(settings.password());
            if (users.add(new User(
                    UUID.randomUUID(), name, passwords.hash(password.value()), Role.ADMIN, null, false, false, now))) {
                LOG.info("{} is the first admin", name);
            }
        }
        setKey(name, settings.keyId(), settings.keySecret(), "tools of this installation", Role.ADMIN.scopes(), now);
        setKey(name, settings.metricsKeyId(), settings.metricsKeySecret(), "metrics", Set.of(Scope.READ), now);
    }

    private void setKey(Username name, String keyId, String secret, String purpose, Set<Scope> scopes, Instant now) {
        if (!keyId.isEmpty()) {
            users.find(name)
                    .filter(user -> user.role() == Role.ADMIN)
                    .ifPresent(admin -> keys.set(keyId, admin.id(), new Secret(secret), purpose, scopes, now, null));
        }
    }
}
