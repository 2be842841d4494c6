package dev.gembourse.containers;

import dev.gembourse.stack.broker.Broker;
import dev.gembourse.stack.broker.BrokerSettings;
import dev.gembourse.stack.database.Credentials;
import dev.gembourse.stack.database.Postgres;
import dev.gembourse.stack.fixture.Servers;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import org.testcontainers.DockerClientFactory;
import org.testcontainers.containers.GenericContainer;
import org.testcontainers.kafka.KafkaContainer;
import org.testcontainers.postgresql.PostgreSQLContainer;
import org.testcontainers.utility.DockerImageName;

/**
 * Containers of the images that {@code docker-compose.yml} uses, with the settings of the local stack. They can be used, but
 * not stopped, killed or paused.
 */
public final class ContainerServers implements Servers {

    static final String NAME = "containers";

    private static final DockerImageName KAFKA = DockerImageName.parse("apache/kafka:4.2.1");
    private static final DockerImageName POSTGRES = DockerImageName.parse("postgres:18");

    private final List<GenericContainer<?>> started = new ArrayList<>();

    @Override
    public String name() {
        return NAME;
    }

    @Override
    public Broker startBroker() {
        expectEngine();
        KafkaContainer kafka = new KafkaContainer(KAFKA);
        BrokerSettings.OF_A_SMALL_BROKER.forEach((property, value) -> kafka.withEnv(variable(property), value));
        start(kafka);
        String bootstrap = kafka.getBootstrapServers();
        return () -> bootstrap;
    }

    @Override
    public Postgres startPostgres() {
        expectEngine();
        PostgreSQLContainer postgres = new PostgreSQLContainer(POSTGRES)
                .withUsername(Credentials.SUPERUSER)
                .withPassword(Credentials.passwordOf(Credentials.SUPERUSER))
                .withDatabaseName("postgres")
                .withEnv("POSTGRES_INITDB_ARGS", "--locale=C --locale-provider=builtin --builtin-locale=C.UTF-8");
        // Testcontainers' own command switches fsync off.
        postgres.setCommand("postgres", "-c", "fsync=on", "-c", "jit=off");
        start(postgres);
        return Postgres.at(postgres.getHost(), postgres.getMappedPort(PostgreSQLContainer.POSTGRESQL_PORT));
    }

    @Override
    public void close() {
        started.forEach(GenericContainer::stop);
    }

    private void start(GenericContainer<?> container) {
        container.start();
        started.add(container);
    }

    private static void expectEngine() {
        if (!DockerClientFactory.instance().isDockerAvailable()) {
            throw new IllegalStateException(
                    "expected a Docker engine, for the servers of tests are to be containers, but found none;"
                            + " start one, or leave out -Pcontainers to run the tests on processes of this machine");
        }
    }

    /** The environment variable by which the image takes a property of the broker. */
    static String variable(String property) {
        return "KAFKA_" + property.toUpperCase(Locale.ROOT).replace('.', '_');
    }
}
