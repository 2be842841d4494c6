package dev.gembourse.system;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import dev.gembourse.events.partner.PartnerName;
import dev.gembourse.events.wire.Topics;
import dev.gembourse.stack.access.PartnerAccess;
import dev.gembourse.stack.broker.BrokerSettings;
import dev.gembourse.stack.process.BuildFolder;
import dev.gembourse.stack.supervisor.SupervisedPart;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.Statement;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.regex.MatchResult;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.admin.TopicDescription;
import org.apache.kafka.common.utils.AppInfoParser;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.yaml.snakeyaml.Yaml;

/** {@code docker-compose.yml} describes the system that runs here. Where there is no Docker engine, this is all that checks it. */
@ExtendWith(Running.class)
class ComposeFileTest {

    private static final String METRICS = "GEMBOURSE_ADMIN_METRICS";

    private final Map<String, Object> compose = compose();

    @Test
    void topicsAreThoseOfTheLocalStack(TheSystem system) throws Exception {
        Map<String, Object> settings = environment("topics");
        List<String> kept = words(settings, "TOPICS");
        List<String> compacted = words(settings, "COMPACTED_TOPICS");
        List<String> all = new ArrayList<>(kept);
        all.addAll(compacted);

        assertThat(all).containsExactlyInAnyOrderElementsOf(Topics.all());
        assertThat(compacted).allMatch(Topics::isCompacted);
        assertThat(kept).noneMatch(Topics::isCompacted);
        try (Admin admin = Admin.create(system.stack().kafkaClient())) {
            Map<String, TopicDescription> running =
                    admin.describeTopics(Topics.all()).allTopicNames().get();
            assertThat(running.values())
                    .allMatch(topic -> topic.partitions().size() == (int) settings.get("PARTITIONS"));
        }
    }

    @Test
    void serversHaveTheVersionsOfTheLocalStack(TheSystem system) throws Exception {
        assertThat(service("kafka").get("image")).isEqualTo("apache/kafka:" + AppInfoParser.getVersion());
        assertThat(service("topics").get("image")).isEqualTo("apache/kafka:" + AppInfoParser.getVersion());
        assertThat((String) service("postgres").get("image")).startsWith("postgres:");
        assertThat(show(system, "server_version"))
                .startsWith(((String) service("postgres").get("image")).substring("postgres:".length()) + ".");
    }

    @Test
    void commitsAreAsDurableAsInTheLocalStack(TheSystem system) throws Exception {
        List<?> command = (List<?>) service("postgres").get("command");

        for (String setting : List.of("fsync", "synchronous_commit")) {
            assertThat(show(system, setting)).isEqualTo("on");
            assertThat(command.stream().map(String::valueOf)).contains(setting + "=on");
        }
    }

    @Test
    void servicesAreToldTheSameThings(TheSystem system) throws IOException {
        for (SupervisedPart part : List.of(
                system.stack().processor(),
                system.stack().leaderboard(),
                system.stack().gateway())) {
            Set<String> told = new TreeSet<>(environment(part.name()).keySet());
            told.removeIf(name -> !isOurs(name) || name.startsWith(METRICS)); // nobody collects them here
            told.removeIf(name -> name.startsWith("GEMBOURSE_MQTT")
                    && !name.equals("GEMBOURSE_MQTT_SERVER")); // the local stack's asks nobody for a name

            assertThat(told).as(part.name()).isEqualTo(environmentOf(part));
        }
    }

    @Test
    void databasesAreThoseOfTheLocalStack() throws IOException {
        String created = Files.readString(BuildFolder.root().resolve("deploy/postgres/databases.sql"));

        assertThat(environment("postgres")).containsEntry("POSTGRES_DB", "trading");
        assertThat((String) environment("trade-processor").get("SPRING_DATASOURCE_URL"))
                .endsWith("/trading");
        assertThat((String) environment("leaderboard-service").get("SPRING_DATASOURCE_URL"))
                .endsWith("/leaderboard");
        assertThat((String) environment("gateway-service").get("GEMBOURSE_GATEWAY_DATABASE_URL"))
                .endsWith("/gateway");
        assertThat(created).contains("create database leaderboard", "create database gateway");
        for (String service : List.of("trade-processor", "leaderboard-service")) {
            Map<String, Object> told = environment(service);
            assertThat(environment("postgres")).containsEntry("POSTGRES_USER", told.get("SPRING_FLYWAY_USER"));
            assertThat(created).contains("create role " + told.get("SPRING_DATASOURCE_USERNAME") + " login");
        }
    }

    @Test
    void kafkaAsksForCredentialsWhereItIsPublished() {
        Map<String, Object> settings = environment("kafka");

        assertThat(service("kafka").get("ports")).isEqualTo(List.of("127.0.0.1:9092:9092"));
        assertThat((String) settings.get("KAFKA_LISTENERS")).contains("HOST://:9092");
        assertThat((String) settings.get("KAFKA_LISTENER_SECURITY_PROTOCOL_MAP"))
                .contains("HOST:SASL_PLAINTEXT");
        assertThat(settings)
                .containsEntry("KAFKA_LISTENER_NAME_HOST_SASL_ENABLED_MECHANISMS", "SCRAM-SHA-512")
                .containsEntry("KAFKA_AUTHORIZER_CLASS_NAME", "org.apache.kafka.metadata.authorizer.StandardAuthorizer")
                .containsEntry("KAFKA_ALLOW_EVERYONE_IF_NO_ACL_FOUND", "false")
                .containsEntry("KAFKA_SUPER_USERS", "User:ANONYMOUS");
        assertThat(String.valueOf(settings.get("KAFKA_OFFSETS_RETENTION_MINUTES")))
                .isEqualTo(BrokerSettings.OF_A_SMALL_BROKER.get("offsets.retention.minutes"));
    }

    @Test
    void aPartnerGetsInAsInTheLocalStack() throws IOException {
        String script = Files.readString(BuildFolder.root().resolve("deploy/kafka/partner.sh"));
        Map<String, Object> kafka = environment("kafka");
        List<String> granted = Pattern.compile("--operation (\\w+)")
                .matcher(script)
                .results()
                .map(MatchResult::group)
                .toList();

        assertThat((List<?>) service("kafka").get("volumes")).asString().contains("partner.sh:/partner.sh:ro");
        assertThat(script)
                .contains(
                        "TOPIC=" + new PartnerName("acme").topic().replace("acme", "$NAME"),
                        "--partitions " + environment("topics").get("PARTITIONS"))
                .contains("producer_byte_rate=%d,request_percentage=%d"
                        .formatted(PartnerAccess.DEFAULT.bytesPerSecond(), PartnerAccess.DEFAULT.requestPercentage()))
                .contains(((String) kafka.get("KAFKA_LISTENER_NAME_HOST_SCRAM___SHA___512_SASL_JAAS_CONFIG"))
                        .replace(";", " username="));
        assertThat(granted).containsExactly("--operation Write");
    }

    @Test
    void everyoneHasAPasswordOfTheirOwn() throws IOException {
        Map<String, Object> processor = environment("trade-processor");
        Map<String, Object> gateway = environment("gateway-service");

        assertThat(Stream.of(
                                processor.get("SPRING_FLYWAY_PASSWORD"),
                                processor.get("SPRING_DATASOURCE_PASSWORD"),
                                gateway.get("GEMBOURSE_GATEWAY_DATABASE_PASSWORD"),
                                gateway.get("GEMBOURSE_ADMIN_PASSWORD"),
                                gateway.get("GEMBOURSE_ADMIN_KEYSECRET"),
                                gateway.get(METRICS + "KEYSECRET"))
                        .map(ComposeFileTest::variable))
                .doesNotHaveDuplicates();
        assertThat(variable(environment("postgres").get("SERVICE_PASSWORD")))
                .isEqualTo(variable(processor.get("SPRING_DATASOURCE_PASSWORD")));
        assertThat(variable(environment("postgres").get("GATEWAY_PASSWORD")))
                .isEqualTo(variable(gateway.get("GEMBOURSE_GATEWAY_DATABASE_PASSWORD")));
        assertThat(Files.readString(BuildFolder.root().resolve("deploy/postgres/databases.sql")))
                .contains("SERVICE_PASSWORD", "GATEWAY_PASSWORD")
                .doesNotContain("POSTGRES_PASSWORD");
        assertThat(Files.readString(BuildFolder.root().resolve("deploy/prometheus/prometheus.yml")))
                .contains("username: " + gateway.get(METRICS + "KEYID"), "/run/secrets/metrics_key");
        assertThat(variable(
                        "${" + ((Map<?, ?>) ((Map<?, ?>) compose.get("secrets")).get("metrics_key")).get("environment")
                                + "}"))
                .isEqualTo(variable(gateway.get(METRICS + "KEYSECRET")));
    }

    /** The variable that a value is taken from, as in {@code ${NAME:?why}}. */
    private static String variable(Object value) {
        String text = String.valueOf(value);
        assertThat(text).startsWith("${");
        return text.substring(2).split("[:}]", 2)[0];
    }

    @Test
    void nothingIsPublishedBeyondTheMachine() {
        services().forEach((name, service) -> {
            List<?> ports = (List<?>) ((Map<?, ?>) service).get("ports");
            if (ports != null) {
                assertThat(ports.stream().map(String::valueOf))
                        .as(name)
                        .allMatch(port -> port.startsWith("127.0.0.1:"));
            }
        });
    }

    private static Map<String, Object> compose() {
        try {
            return new Yaml().load(Files.readString(BuildFolder.root().resolve("docker-compose.yml")));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    @SuppressWarnings("unchecked")
    private Map<String, Object> services() {
        return (Map<String, Object>) compose.get("services");
    }

    @SuppressWarnings("unchecked")
    private Map<String, Object> service(String name) {
        return (Map<String, Object>) services().get(name);
    }

    @SuppressWarnings("unchecked")
    private Map<String, Object> environment(String service) {
        return (Map<String, Object>) service(service).get("environment");
    }

    private static List<String> words(Map<String, Object> settings, String name) {
        return List.of(((String) settings.get(name)).split(" "));
    }

    private static boolean isOurs(String variable) {
        return variable.startsWith("SPRING_") || variable.startsWith("GEMBOURSE_") || variable.startsWith("SERVER_");
    }

    /** The variables with which a running service was started, without its credentials: in the containers' own network none are asked for. */
    private static Set<String> environmentOf(SupervisedPart part) throws IOException {
        String environment = Files.readString(Path.of("/proc/" + part.pid() + "/environ"), UTF_8);
        return Arrays.stream(environment.split("\0"))
                .map(variable -> variable.substring(0, Math.max(0, variable.indexOf('='))))
                .filter(ComposeFileTest::isOurs)
                .filter(variable -> !variable.startsWith("SPRING_KAFKA_PROPERTIES_"))
                .filter(variable -> System.getenv(variable) == null)
                .collect(Collectors.toCollection(TreeSet::new));
    }

    private static String show(TheSystem system, String setting) throws Exception {
        try (Connection database = system.tradingDatabase();
                Statement statement = database.createStatement();
                ResultSet row = statement.executeQuery("show " + setting)) {
            row.next();
            return row.getString(1);
        }
    }
}
