package dev.gembourse.exactlyonce;

import com.zaxxer.hikari.HikariConfig;
import com.zaxxer.hikari.HikariDataSource;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import java.util.regex.Pattern;
import org.flywaydb.core.Flyway;
import org.flywaydb.core.api.FlywayException;
import org.flywaydb.core.internal.exception.FlywaySqlException;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * A stage's schema and the connections to it. Opening it creates the schema and brings it to the newest version: first the
 * engine's migrations (below V100), then the service's (from V100 on).
 */
public final class EngineDatabase implements AutoCloseable {

    private static final Logger LOG = LoggerFactory.getLogger(EngineDatabase.class);
    private static final Pattern SCHEMA = Pattern.compile("[a-z][a-z0-9_]{0,62}");
    private static final Duration START_UP = Duration.ofSeconds(60);
    private static final String OWN_MIGRATIONS = "classpath:exactlyonce/migration";

    /** No wait without an end. */
    private static final String TIMEOUTS =
            "-c statement_timeout=8s -c lock_timeout=5s -c idle_in_transaction_session_timeout=8s";

    /**
     * Statements are planned once and not for each batch, which would take longer than to run them. A plan made while a table is
     * still small would read all of it, so it must not.
     */
    private static final String PLANS = "-c plan_cache_mode=force_generic_plan -c enable_seqscan=off";

    /** What the server gives up first, then what the driver gives up. */
    private static final Map<String, String> PROPERTIES = Map.of(
            "options",
            TIMEOUTS + " " + PLANS,
            "connectTimeout",
            "3",
            "socketTimeout",
            "12",
            "tcpKeepAlive",
            "true",
            "prepareThreshold",
            "1");

    private final HikariDataSource dataSource;

    private EngineDatabase(HikariDataSource dataSource) {
        this.dataSource = dataSource;
    }

    /** Opens the schema as {@link #open(String, DatabaseUser, DatabaseUser, String, int, String...)} does, for one user who does both. */
    public static EngineDatabase open(
            String jdbcUrl, String user, String password, String schema, int poolSize, String... serviceMigrations) {
        DatabaseUser both = new DatabaseUser(user, password);
        return open(jdbcUrl, both, both, schema, poolSize, serviceMigrations);
    }

    /**
     * Opens the schema; waits up to a minute for a PostgreSQL that is still starting.
     *
     * @param service whose connections these are; when it is not the owner it is given what it needs and no more: facts can be
     *     added and read, never changed
     * @param owner who migrates the schema and owns what is in it
     * @param schema by convention the stage's name; created when it does not exist
     * @param poolSize most connections at a time: the engine uses one per consumer thread and one for its status
     * @param serviceMigrations Flyway locations such as {@code classpath:processor/migration}
     */
    public static EngineDatabase open(
            String jdbcUrl,
            DatabaseUser service,
            DatabaseUser owner,
            String schema,
            int poolSize,
            String... serviceMigrations) {
        if (!SCHEMA.matcher(schema).matches()) {
            throw new IllegalArgumentException("expected a schema name like trading but got " + schema);
        }
        migrate(jdbcUrl, owner, schema, serviceMigrations);
        if (!service.name().equals(owner.name())) {
            Grants.give(jdbcUrl, owner, schema, service.name());
        }
        HikariConfig config = new HikariConfig();
        config.setPoolName(schema);
        config.setJdbcUrl(jdbcUrl);
        config.setUsername(service.name());
        config.setPassword(service.password());
        config.setMaximumPoolSize(poolSize);
        config.setConnectionTimeout(3_000);
        config.setValidationTimeout(2_000);
        config.setInitializationFailTimeout(-1);
        PROPERTIES.forEach(config::addDataSourceProperty);
        config.addDataSourceProperty("currentSchema", schema);
        config.addDataSourceProperty("ApplicationName", "gembourse-" + schema);
        return new EngineDatabase(new HikariDataSource(config));
    }

    /**
     * Connections whose unqualified names mean this schema. In auto-commit mode unless told otherwise; without sequential scans
     * where there is another way, so whoever reads a whole table switches them on.
     */
    public HikariDataSource dataSource() {
        return dataSource;
    }

    @Override
    public void close() {
        dataSource.close();
    }

    private static void migrate(String jdbcUrl, DatabaseUser owner, String schema, String... locations) {
        List<String> all = new ArrayList<>(List.of(OWN_MIGRATIONS));
        all.addAll(List.of(locations));
        Flyway flyway = Flyway.configure(EngineDatabase.class.getClassLoader())
                .dataSource(jdbcUrl, owner.name(), owner.password())
                .schemas(schema)
                .defaultSchema(schema)
                .createSchemas(true)
                // A newer engine's migration has a lower version than the service's that were applied before.
                .outOfOrder(true)
                .locations(all.toArray(String[]::new))
                .load();
        long deadline = System.nanoTime() + START_UP.toNanos();
        while (true) {
            try {
                flyway.migrate();
                return;
            } catch (FlywaySqlException e) {
                if (System.nanoTime() > deadline) {
                    throw e;
                }
                LOG.warn("schema {} cannot be opened yet, trying again: {}", schema, e.getMessage());
                pause(e);
            }
        }
    }

    private static void pause(FlywayException cause) {
        try {
            TimeUnit.MILLISECONDS.sleep(500);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw cause;
        }
    }
}
