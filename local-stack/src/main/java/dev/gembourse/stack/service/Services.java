package dev.gembourse.stack.service;

import dev.gembourse.stack.access.KafkaUsers;
import dev.gembourse.stack.database.Postgres;
import java.net.URI;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * The contract between the stack and the services: which environment variables each is started with. Everything else is
 * the services' own default.
 *
 * @param home where logs and temporary files go
 * @param javaOptions options for every service's JVM, after ours, so that they win
 * @param environment variables for every service, beyond those
 */
public record Services(
        Path home,
        Kafka kafka,
        Database database,
        ServicePrograms programs,
        List<String> javaOptions,
        Map<String, String> environment) {
    /** The modules, which are also the names of the services, in the order in which they are started. */
    public static final String PROCESSOR = "trade-processor";

    public static final String LEADERBOARD = "leaderboard-service";
    public static final String GATEWAY = "gateway-service";

    public static final List<String> NAMES = List.of(PROCESSOR, LEADERBOARD, GATEWAY);

    /**
     * A server, the users that the services and the gateway connect as, and the one that owns and migrates the services' tables (the
     * gateway's are its own); {@code urlPrefix} + database name is a JDBC URL.
     */
    public record Database(String urlPrefix, User service, User gateway, User owner) {

        /** Whom a service connects as. */
        public record User(String name, String password) {}

        public static Database on(Postgres server) {
            return new Database(
                    server.jdbcUrl(""),
                    user(server, server.service()),
                    user(server, server.gateway()),
                    user(server, server.user()));
        }

        private static User user(Postgres server, String name) {
            return new User(name, server.passwordOf(name));
        }
    }

    /**
     * The brokers, and who asks them.
     *
     * @param users null when the brokers let everybody in
     */
    public record Kafka(String bootstrap, @Nullable KafkaUsers users) {
        private Map<String, String> environment(String service) {
            var variables = new HashMap<>(Map.of("SPRING_KAFKA_BOOTSTRAP_SERVERS", bootstrap));
            if (users != null) {
                users.get(service)
                        .client()
                        .forEach((setting, value) -> variables.put(
                                "SPRING_KAFKA_PROPERTIES_"
                                        + setting.toUpperCase(Locale.ROOT).replace('.', '_'),
                                value));
            }
            return variables;
        }
    }

    public Service processor(int port) {
        return service(PROCESSOR, port, withDatabase("trading"));
    }

    public Service leaderboard(int port) {
        return service(LEADERBOARD, port, withDatabase("leaderboard"));
    }

    /**
     * The gateway.
     *
     * @param mqtt the MQTT broker from which it takes prices; null for none
     */
    public Service gateway(int port, int processorPort, int leaderboardPort, @Nullable URI mqtt) {
        var its = new HashMap<>(Map.of(
                "GEMBOURSE_GATEWAY_DATABASE_URL",
                database.urlPrefix() + "gateway",
                "GEMBOURSE_GATEWAY_DATABASE_USERNAME",
                database.gateway().name(),
                "GEMBOURSE_GATEWAY_DATABASE_PASSWORD",
                database.gateway().password(),
                "GEMBOURSE_PROCESSOR_URL",
                "http://127.0.0.1:" + processorPort,
                "GEMBOURSE_LEADERBOARD_URL",
                "http://127.0.0.1:" + leaderboardPort));
        its.putAll(Admin.in(home).environment());
        if (mqtt != null) {
            its.put("GEMBOURSE_MQTT_SERVER", mqtt.toString());
        }
        return service(GATEWAY, port, its);
    }

    private Map<String, String> withDatabase(String name) {
        return Map.of(
                "SPRING_DATASOURCE_URL",
                database.urlPrefix() + name,
                "SPRING_DATASOURCE_USERNAME",
                database.service().name(),
                "SPRING_DATASOURCE_PASSWORD",
                database.service().password(),
                "SPRING_FLYWAY_USER",
                database.owner().name(),
                "SPRING_FLYWAY_PASSWORD",
                database.owner().password());
    }

    private Service service(String name, int port, Map<String, String> its) {
        var log = home.resolve("logs").resolve(name + ".log");
        var all = new HashMap<>(environment);
        all.putAll(kafka.environment(name));
        all.putAll(its);
        return new Service(new ServiceSettings(name, port, log, () -> program(name), all));
    }

    private List<String> program(String module) {
        var program = new ArrayList<>(heap(module));
        program.addAll(List.of(
                "-XX:+ExitOnOutOfMemoryError",
                "-XX:ErrorFile=" + home.resolve("logs").resolve(module + "-crash-%p.log"),
                "-Djava.io.tmpdir=" + home.resolve("tmp")));
        program.addAll(javaOptions);
        program.addAll(programs.of(module, home));
        return program;
    }

    /**
     * Settlement caches accounts, which live long, and reads much that does not: half of its collector's work went into moving
     * them, and its pauses are shorter with one thread. A gateway holds 70 KB for each of up to a thousand requests that wait.
     */
    private static List<String> heap(String module) {
        return switch (module) {
            case PROCESSOR -> List.of("-Xmx384m", "-Xmn160m", "-XX:+UseSerialGC");
            case GATEWAY -> List.of("-Xmx320m", "-Xmn107m", "-XX:+UseParallelGC", "-XX:-UseAdaptiveSizePolicy");
            default -> List.of("-Xmx256m", "-Xmn85m", "-XX:+UseParallelGC", "-XX:-UseAdaptiveSizePolicy");
        };
    }
}
