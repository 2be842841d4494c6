package dev.gembourse.system.compose;

import static org.assertj.core.api.Assertions.assertThat;

import dev.gembourse.events.wire.Topics;
import java.io.IOException;
import java.io.Reader;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.yaml.snakeyaml.Yaml;

/**
 * Keeps docker-compose.yml consistent with the local stack. It reads the file; it does not run it, for that needs a Docker
 * engine.
 */
class ComposeFileTest {

    private static final Path ROOT = Path.of("..");
    private static final List<String> SERVICES = List.of("trade-processor", "leaderboard-service", "gateway-service");
    private static Map<String, Map<String, Object>> services;

    @BeforeAll
    @SuppressWarnings("unchecked")
    static void read() throws IOException {
        try (Reader file = Files.newBufferedReader(ROOT.resolve("docker-compose.yml"))) {
            Map<String, Object> compose = new Yaml().load(file);
            services = (Map<String, Map<String, Object>>) compose.get("services");
        }
    }

    @Test
    void itHasTheSamePartsAndOneMoreThatWatches() {
        assertThat(services.keySet())
                .containsExactlyInAnyOrder(
                        "kafka",
                        "topics",
                        "postgres",
                        "trade-processor",
                        "leaderboard-service",
                        "gateway-service",
                        "prometheus");
    }

    @Test
    void itCreatesEveryTopicWithTheSamePartitions() {
        Map<String, Object> topics = environment("topics");
        List<String> plain = words(topics.get("TOPICS"));
        List<String> compacted = words(topics.get("COMPACTED_TOPICS"));

        assertThat(plain)
                .containsExactlyInAnyOrderElementsOf(Topics.all().stream()
                        .filter(topic -> !Topics.isCompacted(topic))
                        .toList());
        assertThat(compacted)
                .containsExactlyInAnyOrderElementsOf(
                        Topics.all().stream().filter(Topics::isCompacted).toList());
        assertThat(topics).containsEntry("PARTITIONS", 4);
    }

    @Test
    void everyServiceIsBuiltFromTheOneDockerfileAndIsToldWhereEverythingIs() throws IOException {
        for (String service : SERVICES) {
            assertThat(services.get(service).get("build").toString()).contains("SERVICE=" + service);
            assertThat(environment(service)).containsEntry("SPRING_KAFKA_BOOTSTRAP_SERVERS", "kafka:19092");
            assertThat(services.get(service)).containsKeys("healthcheck", "depends_on", "restart");
            assertThat(Files.exists(ROOT.resolve(service).resolve("pom.xml"))).isTrue();
        }
        assertThat(environment("trade-processor"))
                .containsEntry("SPRING_DATASOURCE_URL", "jdbc:postgresql://postgres:5432/trading");
        assertThat(environment("leaderboard-service"))
                .containsEntry("SPRING_DATASOURCE_URL", "jdbc:postgresql://postgres:5432/leaderboard");
        assertThat(environment("gateway-service"))
                .containsEntry("GEMBOURSE_PROCESSOR_URL", "http://trade-processor:8081")
                .containsEntry("GEMBOURSE_LEADERBOARD_URL", "http://leaderboard-service:8082");
    }

    @Test
    void theServicesListenWhereTheOthersLookForThem() {
        assertThat(environment("gateway-service")).containsEntry("SERVER_PORT", 8080);
        assertThat(environment("trade-processor")).containsEntry("SERVER_PORT", 8081);
        assertThat(environment("leaderboard-service")).containsEntry("SERVER_PORT", 8082);
    }

    @Test
    void commitsAreDurable() {
        assertThat(services.get("postgres").get("command").toString()).contains("fsync=on", "synchronous_commit=on");
        assertThat(services.get("postgres").get("image")).isEqualTo("postgres:18");
    }

    @Test
    void theBrokerHasTheVersionOfTheClients() {
        assertThat(services.get("kafka").get("image")).isEqualTo("apache/kafka:" + clientVersion());
        assertThat(services.get("topics").get("image")).isEqualTo("apache/kafka:" + clientVersion());
        assertThat(environment("kafka")).containsEntry("KAFKA_AUTO_CREATE_TOPICS_ENABLE", "false");
    }

    @Test
    void nothingIsPublishedBeyondTheHost() {
        services.forEach((name, service) -> {
            if (service.get("ports") instanceof List<?> ports) {
                assertThat(ports)
                        .as(name)
                        .allSatisfy(port -> assertThat(port.toString()).startsWith("127.0.0.1:"));
            }
        });
    }

    @Test
    void everyMountedFileExists() {
        services.forEach((name, service) -> {
            if (service.get("volumes") instanceof List<?> volumes) {
                volumes.stream()
                        .map(volume -> volume.toString().split(":")[0])
                        .filter(source -> source.startsWith("./"))
                        .forEach(source ->
                                assertThat(ROOT.resolve(source)).as(name).exists());
            }
        });
    }

    /** The version in the name of the clients' jar, which is the version that Spring Boot manages. */
    private static String clientVersion() {
        Matcher jar = Pattern.compile("kafka-clients-([0-9.]+)\\.jar").matcher(System.getProperty("java.class.path"));
        assertThat(jar.find()).as("kafka-clients on the class path").isTrue();
        return jar.group(1);
    }

    @SuppressWarnings("unchecked")
    private static Map<String, Object> environment(String service) {
        return (Map<String, Object>) services.get(service).get("environment");
    }

    private static List<String> words(Object text) {
        return Arrays.asList(text.toString().split(" "));
    }
}
