package dev.gembourse.gateway.database;

import dev.gembourse.gateway.recurring.Recurring;
import java.time.Duration;
import java.util.List;
import org.flywaydb.core.Flyway;
import org.springframework.boot.health.contributor.Health;
import org.springframework.boot.health.contributor.HealthIndicator;
import org.springframework.stereotype.Component;

/**
 * Brings the database to the newest version when the gateway starts, and tries until it can. The gateway is not ready before. Once
 * it has been, a database that goes away does not make it less so: trades go on.
 */
@Component("identity")
class Opening extends Recurring implements HealthIndicator {

    private static final Duration PAUSE = Duration.ofSeconds(1);

    private final DatabaseSettings settings;
    private final List<OnceOpen> then;
    private volatile boolean open;

    Opening(DatabaseSettings settings, List<OnceOpen> then) {
        super("opening of the database", Duration.ZERO, PAUSE);
        this.settings = settings;
        this.then = List.copyOf(then);
    }

    @Override
    public Health health() {
        return open
                ? Health.up().build()
                : Health.down().withDetail("database", "not opened yet").build();
    }

    @Override
    protected boolean step() {
        Flyway.configure(Opening.class.getClassLoader())
                .dataSource(settings.url(), settings.username(), settings.password()) // without the limits of requests
                .locations("classpath:db/gateway")
                .load()
                .migrate();
        then.forEach(OnceOpen::databaseOpened);
        open = true;
        return false;
    }
}
