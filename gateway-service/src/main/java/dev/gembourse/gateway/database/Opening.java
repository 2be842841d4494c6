package dev.gembourse.gateway.database;

import com.zaxxer.hikari.HikariDataSource;
import java.time.Duration;
import java.util.List;
import org.flywaydb.core.Flyway;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.boot.health.contributor.Health;
import org.springframework.boot.health.contributor.HealthIndicator;
import org.springframework.context.SmartLifecycle;
import org.springframework.stereotype.Component;

/**
 * Brings the database to the newest version when the gateway starts, and tries until it can. The gateway is not ready before. Once
 * it has been, a database that goes away does not make it less so: trades go on.
 */
@Component("identity")
class Opening implements SmartLifecycle, HealthIndicator {

    private static final Logger LOG = LoggerFactory.getLogger(Opening.class);
    private static final Duration PAUSE = Duration.ofSeconds(1);

    private final HikariDataSource database;
    private final List<OnceOpen> then;
    private volatile boolean open;
    private volatile Thread opening = Thread.currentThread();
    private volatile boolean running;

    Opening(HikariDataSource database, List<OnceOpen> then) {
        this.database = database;
        this.then = List.copyOf(then);
    }

    @Override
    public Health health() {
        return open
                ? Health.up().build()
                : Health.down().withDetail("database", "not opened yet").build();
    }

    @Override
    public void start() {
        running = true;
        opening = Thread.ofVirtual().name("database").start(this::openInTheEnd);
    }

    @Override
    public void stop() {
        running = false;
        opening.interrupt();
    }

    @Override
    public boolean isRunning() {
        return running;
    }

    private void openInTheEnd() {
        while (running) {
            try {
                migrate();
                then.forEach(OnceOpen::databaseOpened);
                open = true;
                return;
            } catch (RuntimeException e) {
                LOG.warn("the gateway's database cannot be opened yet, trying again: {}", e.toString());
            }
            try {
                Thread.sleep(PAUSE);
            } catch (InterruptedException e) {
                return;
            }
        }
    }

    private void migrate() {
        Flyway.configure(Opening.class.getClassLoader())
                .dataSource(database)
                .locations("classpath:db/gateway")
                .load()
                .migrate();
    }
}
