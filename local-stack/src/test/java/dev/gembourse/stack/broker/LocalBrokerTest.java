package dev.gembourse.stack.broker;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.gembourse.stack.access.AccessControl;
import dev.gembourse.stack.access.KafkaUser;
import dev.gembourse.stack.access.Quota;
import dev.gembourse.stack.access.Rights;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermission;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.admin.AlterConfigOp;
import org.apache.kafka.clients.admin.ConfigEntry;
import org.apache.kafka.clients.admin.ScramCredentialInfo;
import org.apache.kafka.clients.admin.ScramMechanism;
import org.apache.kafka.clients.admin.UserScramCredentialUpsertion;
import org.apache.kafka.clients.consumer.KafkaConsumer;
import org.apache.kafka.clients.producer.KafkaProducer;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.config.ConfigResource;
import org.apache.kafka.common.errors.SaslAuthenticationException;
import org.apache.kafka.common.errors.TopicAuthorizationException;
import org.apache.kafka.common.serialization.ByteArrayDeserializer;
import org.apache.kafka.common.serialization.ByteArraySerializer;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInfo;
import org.junit.jupiter.api.io.TempDir;

class LocalBrokerTest {
    private static final ConfigResource EVERY_BROKER = new ConfigResource(ConfigResource.Type.BROKER, "");

    @TempDir
    static Path home;

    private static LocalBroker broker;

    private String topic = "";

    @BeforeAll
    static void start() {
        broker = LocalBroker.startIn(home);
    }

    @AfterAll
    static void stop() {
        broker.close();
    }

    @BeforeEach
    void createTopic(TestInfo test) {
        topic = test.getTestMethod().orElseThrow().getName();
        broker.createTopic(topic, 4);
    }

    @Test
    void acknowledgedRecordsAndTheClusterIdSurviveAnOrderlyRestartAndAKill() throws Exception {
        var clusterId = clusterId();
        send("before the restart");

        broker.restart();
        send("before the kill");
        broker.kill();
        assertThat(broker.isRunning()).isFalse();
        broker.start();

        send("after the kill");
        assertThat(readAll()).containsExactly("before the restart", "before the kill", "after the kill");
        assertThat(clusterId()).isEqualTo(clusterId);
    }

    @Test
    void aPausedBrokerAnswersNobodyAndGoesOnAfterwards() throws Exception {
        send("before");

        broker.pause();

        assertThatThrownBy(() -> send("meanwhile")).isInstanceOfAny(TimeoutException.class, ExecutionException.class);
        broker.resume();
        send("after");
        assertThat(readAll()).startsWith("before").endsWith("after");
    }

    @Test
    void topicsComeOnlyIntoBeingOnRequestAndKeepTheirPartitionCount() {
        broker.createTopics(List.of(Topic.journal(topic, 4), Topic.compacted("state.v1", 2)));

        try (var admin = Admin.create(Map.of("bootstrap.servers", broker.bootstrap()))) {
            assertThat(admin.listTopics()
                            .names()
                            .toCompletionStage()
                            .toCompletableFuture()
                            .join())
                    .contains(topic, "state.v1")
                    .doesNotContain("never-asked-for");
        }
        assertThatThrownBy(() -> broker.createTopic(topic, 5)).hasMessageContaining("expected 5 partitions");
    }

    @Test
    void dataMovesToOtherPorts() throws Exception {
        send("on the old port");
        broker.stop();

        broker = LocalBroker.startIn(home);

        assertThat(readAll()).containsExactly("on the old port");
    }

    @Test
    void theSameDataServesThoseWithCredentialsOnlyAndEverybodyAgain() throws Exception {
        var admin = new KafkaUser("the-admin", "hard-to-guess", KafkaUser.PLAIN);
        var impostor = new KafkaUser(admin.name(), "made-up", KafkaUser.SCRAM);
        var stranger = new KafkaUser("stranger", "made-up", KafkaUser.SCRAM);
        var acme = new KafkaUser("acme", "its-own", KafkaUser.SCRAM);
        var liar = new KafkaUser(acme.name(), "made-up", KafkaUser.SCRAM);
        send("to anybody's broker");
        putIntoTheData(impostor, stranger, liar);
        assertThat(settingsInTheData()).contains("log.cleaner.threads");
        broker.stop();
        var settings = BrokerSettings.in(home);

        broker = LocalBroker.with(settings.withAdmin(admin));
        broker.start();

        assertThatThrownBy(() -> send("from nobody")).isInstanceOf(ExecutionException.class);
        assertThatThrownBy(() -> send("from an impostor", clientOf(impostor)))
                .hasCauseInstanceOf(TopicAuthorizationException.class);
        try (var control = new AccessControl(broker.client())) {
            control.admit(stranger, Rights.ofPartner(topic));
            control.admitOnly(Map.of(acme, Rights.ofPartner(topic)));
            assertThat(control.limits(stranger.name())).isEmpty();
        }
        for (var refused : List.of(impostor, stranger, liar)) {
            assertThatThrownBy(() -> send("from " + refused, clientOf(refused)))
                    .hasCauseInstanceOf(SaslAuthenticationException.class);
        }
        assertThat(settingsInTheData()).doesNotContain("log.cleaner.threads");
        send("from acme", clientOf(acme));
        send("from the admin", broker.client());
        assertThat(Files.getPosixFilePermissions(settings.propertiesFile()))
                .containsExactlyInAnyOrder(PosixFilePermission.OWNER_READ, PosixFilePermission.OWNER_WRITE);
        assertThat(Files.readString(settings.log())).doesNotContain("hard-to-guess");
        broker.stop();
        broker = LocalBroker.with(settings);
        broker.start();
        assertThat(readAll()).containsExactly("to anybody's broker", "from acme", "from the admin");
    }

    @Test
    void aBrokerThatCannotStartSaysWhyWithTheEndOfItsLog(@TempDir Path other) throws Exception {
        var settings = BrokerSettings.in(other);
        Files.createDirectories(settings.data());
        Files.writeString(settings.data().resolve("meta.properties"), "version=1\ncluster.id=another\nnode.id=7\n");

        assertThatThrownBy(LocalBroker.with(settings)::start)
                .isInstanceOf(IllegalStateException.class)
                .hasMessageContaining("ended with exit code 1")
                .hasMessageContaining("node");
    }

    /** As anybody may while a broker lets everybody in. */
    private static void putIntoTheData(KafkaUser... users) throws Exception {
        try (var admin = Admin.create(broker.client());
                var control = new AccessControl(broker.client())) {
            for (var user : users) {
                var credential = new ScramCredentialInfo(ScramMechanism.SCRAM_SHA_512, 4_096);
                admin.alterUserScramCredentials(
                                List.of(new UserScramCredentialUpsertion(user.name(), credential, user.password())))
                        .all()
                        .get();
                control.limit(user.name(), new Quota(1_000_000, 50));
            }
            var setting = new AlterConfigOp(new ConfigEntry("log.cleaner.threads", "2"), AlterConfigOp.OpType.SET);
            admin.incrementalAlterConfigs(Map.of(EVERY_BROKER, List.of(setting)))
                    .all()
                    .get();
        }
    }

    private static List<String> settingsInTheData() throws Exception {
        try (var admin = Admin.create(broker.client())) {
            return admin.describeConfigs(List.of(EVERY_BROKER)).all().get().get(EVERY_BROKER).entries().stream()
                    .filter(entry -> entry.source() == ConfigEntry.ConfigSource.DYNAMIC_DEFAULT_BROKER_CONFIG)
                    .map(ConfigEntry::name)
                    .toList();
        }
    }

    private static Map<String, Object> clientOf(KafkaUser user) {
        var client = new HashMap<String, Object>(user.client());
        client.put("bootstrap.servers", broker.bootstrap());
        return client;
    }

    private String clusterId() {
        try (var admin = Admin.create(Map.of("bootstrap.servers", broker.bootstrap()))) {
            return admin.describeCluster()
                    .clusterId()
                    .toCompletionStage()
                    .toCompletableFuture()
                    .join();
        }
    }

    private void send(String text) throws Exception {
        send(text, Map.of("bootstrap.servers", broker.bootstrap()));
    }

    private void send(String text, Map<String, Object> client) throws Exception {
        var configuration = new HashMap<>(client);
        configuration.putAll(Map.of(
                "max.block.ms", 2_000, "request.timeout.ms", 2_000, "delivery.timeout.ms", 3_000, "linger.ms", 0));
        try (var producer = new KafkaProducer<>(configuration, new ByteArraySerializer(), new ByteArraySerializer())) {
            producer.send(new ProducerRecord<>(topic, 0, null, text.getBytes(UTF_8)))
                    .get(5, TimeUnit.SECONDS);
        }
    }

    private List<String> readAll() {
        var texts = new ArrayList<String>();
        Map<String, Object> configuration = Map.of("bootstrap.servers", broker.bootstrap());
        try (var consumer =
                new KafkaConsumer<>(configuration, new ByteArrayDeserializer(), new ByteArrayDeserializer())) {
            var partition = new TopicPartition(topic, 0);
            consumer.assign(List.of(partition));
            consumer.seekToBeginning(List.of(partition));
            var end = consumer.endOffsets(List.of(partition)).get(partition);
            while (consumer.position(partition) < end) {
                consumer.poll(Duration.ofMillis(100)).forEach(message -> texts.add(new String(message.value(), UTF_8)));
            }
        }
        return texts;
    }
}
