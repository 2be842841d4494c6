package dev.gembourse.system;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.gembourse.events.partner.PartnerName;
import dev.gembourse.events.wire.Topics;
import dev.gembourse.stack.access.AccessControl;
import dev.gembourse.stack.access.ClientFile;
import dev.gembourse.stack.access.PartnerAccess;
import dev.gembourse.stack.access.Quota;
import dev.gembourse.stack.broker.Topic;
import dev.gembourse.stack.command.Status;
import dev.gembourse.stack.supervisor.SupervisedPart;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import java.util.concurrent.ExecutionException;
import java.util.stream.Stream;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.admin.DescribeTopicsOptions;
import org.apache.kafka.clients.admin.NewTopic;
import org.apache.kafka.clients.consumer.KafkaConsumer;
import org.apache.kafka.clients.producer.KafkaProducer;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.common.KafkaFuture;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.acl.AclBindingFilter;
import org.apache.kafka.common.acl.AclOperation;
import org.apache.kafka.common.errors.ClusterAuthorizationException;
import org.apache.kafka.common.errors.GroupAuthorizationException;
import org.apache.kafka.common.errors.SaslAuthenticationException;
import org.apache.kafka.common.errors.TimeoutException;
import org.apache.kafka.common.errors.TopicAuthorizationException;
import org.apache.kafka.common.serialization.ByteArrayDeserializer;
import org.apache.kafka.common.serialization.ByteArraySerializer;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Whom the broker lets in, and what for. That each service can do what it has to is what all other tests here show. */
@ExtendWith(Running.class)
class SecureKafkaTest {

    private static final int PATIENCE_MILLIS = 3_000;

    @Test
    void whoProvesNothingGetsNothing(TheSystem system) {
        assertThatThrownBy(() ->
                        clusterId(Map.of("bootstrap.servers", system.stack().bootstrap())))
                .hasCauseInstanceOf(TimeoutException.class);
    }

    @ParameterizedTest
    @ValueSource(strings = {"admin", "tools", "gateway-service"})
    void aWrongPasswordIsRefused(String user, TheSystem system) throws Exception {
        Map<String, Object> right = clientOf(system, user);
        Map<String, Object> wrong = new HashMap<>(right);
        wrong.computeIfPresent("sasl.jaas.config", (_, jaas) -> ((String) jaas).replace("password=\"", "password=\"x"));

        assertThat(clusterId(right)).isNotEmpty();
        assertThatThrownBy(() -> clusterId(wrong)).hasCauseInstanceOf(SaslAuthenticationException.class);
    }

    /** Reads and writes are told by the broker, for each topic that it has. */
    @ParameterizedTest
    @CsvSource(delimiter = '|', textBlock = """
            trade-processor     | market.commands.v1 market.state.v1 trading.commands.v1 trading.events.v1 | market.commands.v1 market.events.v1 market.state.v1 trading.commands.v1 trading.events.v1
            leaderboard-service | leaderboard.events.v1 trading.events.v1 | leaderboard.events.v1
            gateway-service     | market.commands.v1 market.events.v1 market.state.v1 partner.seen.v1 trading.commands.v1 trading.events.v1 | market.commands.v1 trading.commands.v1
            tools               | market.events.v1 trading.events.v1 | market.commands.v1 trading.commands.v1
            """)
    void eachOfOursMayDoWhatItNeedsAndNoMore(String user, String reads, String writes, TheSystem system)
            throws Exception {
        open(system, "seen");

        try (Admin admin = Admin.create(clientOf(system, user))) {
            assertThat(topicsFor(admin, AclOperation.READ)).containsExactly(reads.split(" "));
            assertThat(topicsFor(admin, AclOperation.WRITE)).containsExactly(writes.split(" "));
            assertThat(topicsFor(admin, AclOperation.DELETE)).isEmpty();
            assertThat(topicsFor(admin, AclOperation.ALTER)).isEmpty();
            assertThatThrownBy(
                            () -> get(admin.describeAcls(AclBindingFilter.ANY).values()))
                    .hasCauseInstanceOf(ClusterAuthorizationException.class);
        }
    }

    @Test
    void theLeaderboardCannotMakeUpACommand(TheSystem system) {
        assertThatThrownBy(() -> send(clientOf(system, "leaderboard-service"), Topics.TRADING_COMMANDS))
                .hasCauseInstanceOf(TopicAuthorizationException.class);
    }

    @Test
    void aPartnerWritesToItsOwnTopicAndDoesNothingElse(TheSystem system) throws Exception {
        PartnerAccess other = open(system, "other");
        PartnerAccess mine = open(system, "mine");
        Map<String, Object> client = clientOf(mine);

        send(client, mine.topic());

        for (String topic : List.of(Topics.TRADING_COMMANDS, Topics.TRADING_EVENTS, other.topic())) {
            assertThatThrownBy(() -> send(client, topic))
                    .as(topic)
                    .hasCauseInstanceOf(TopicAuthorizationException.class);
        }
        try (Admin admin = Admin.create(client)) {
            assertThat(get(admin.listTopics().names())).containsExactly(mine.topic());
            assertThatThrownBy(() -> get(admin.createTopics(List.of(new NewTopic("mine.too.v1", 1, (short) 1)))
                            .all()))
                    .hasCauseInstanceOf(TopicAuthorizationException.class);
        }
        assertThatThrownBy(() -> read(client, mine.topic())).isInstanceOf(TopicAuthorizationException.class);
        assertThatThrownBy(() -> join(client, mine.topic())).isInstanceOf(GroupAuthorizationException.class);
    }

    @Test
    void aPartnerThatIsOpenedAgainKeepsItsPasswordAndItsLimits(TheSystem system) throws Exception {
        Quota first = open(system, "again", Optional.of(50_000L));
        PartnerAccess access = new PartnerAccess(system.home(), new PartnerName("again"));
        Map<String, Object> client = clientOf(access);

        Quota second = open(system, "again", Optional.empty());

        assertThat(second).isEqualTo(first).isEqualTo(new Quota(50_000, 20));
        assertThat(clientOf(access)).isEqualTo(client);
        send(client, access.topic());
    }

    @Test
    void whoWritesMoreThanItsQuotaHasToWait(TheSystem system) throws Exception {
        open(system, "chatty", Optional.of(10_000L));
        PartnerAccess access = new PartnerAccess(system.home(), new PartnerName("chatty"));

        try (KafkaProducer<byte[], byte[]> producer = producer(clientOf(access))) {
            for (int i = 0; i < 5; i++) {
                producer.send(new ProducerRecord<>(access.topic(), 0, null, new byte[40_000]))
                        .get();
            }

            assertThat(throttledMillis(producer)).isPositive();
        }
    }

    @Test
    void passwordsStandInFilesOfTheirOwnerAndNowhereElse(TheSystem system) throws IOException {
        open(system, "secretive");
        List<Path> files = new ArrayList<>();
        for (String folder : List.of("kafka", "partners")) {
            try (Stream<Path> found = Files.list(system.home().resolve(folder))) {
                found.forEach(files::add);
            }
        }
        Set<String> passwords = new TreeSet<>();
        for (Path file : files) {
            assertThat(PosixFilePermissions.toString(Files.getPosixFilePermissions(file)))
                    .as(file.toString())
                    .isEqualTo("rw-------");
            passwords.add(Files.readString(file).replaceAll("(?s).*password=\"?([^\"\n]+).*", "$1"));
        }

        assertThat(passwords).hasSizeGreaterThanOrEqualTo(6).allMatch(password -> password.length() == 43);
        for (SupervisedPart part : system.stack().parts()) {
            String said = Files.readString(system.stack().logs().of(part.name()));
            String told = Files.readString(Path.of("/proc/" + part.pid() + "/cmdline"), UTF_8);
            assertThat(passwords).as(part.name()).noneMatch(said::contains).noneMatch(told::contains);
        }
        assertThat(passwords).noneMatch(Files.readString(system.home().resolve("stack.json"))::contains);
    }

    @Test
    void theStatusIsReady(TheSystem system) {
        assertThat(Commands.run(new Status(), "--home=" + system.home()).exitCode())
                .isZero();
    }

    private static PartnerAccess open(TheSystem system, String name) {
        open(system, name, Optional.empty());
        return new PartnerAccess(system.home(), new PartnerName(name));
    }

    private static Quota open(TheSystem system, String name, Optional<Long> bytesPerSecond) {
        PartnerAccess access = new PartnerAccess(system.home(), new PartnerName(name));
        dev.gembourse.stack.broker.Topics.create(
                system.stack().kafkaClient(), List.of(Topic.journal(access.topic(), 4)));
        try (AccessControl control = new AccessControl(system.stack().kafkaClient())) {
            return access.open(control, system.stack().bootstrap(), bytesPerSecond);
        }
    }

    private static Map<String, Object> clientOf(TheSystem system, String user) {
        return ClientFile.of(system.home(), user).read();
    }

    private static Map<String, Object> clientOf(PartnerAccess partner) {
        return new ClientFile(partner.javaFile()).read();
    }

    private static String clusterId(Map<String, Object> client) throws Exception {
        Map<String, Object> settings = new HashMap<>(client);
        settings.put("default.api.timeout.ms", PATIENCE_MILLIS);
        settings.put("request.timeout.ms", PATIENCE_MILLIS);
        try (Admin admin = Admin.create(settings)) {
            return get(admin.describeCluster().clusterId());
        }
    }

    private static Set<String> topicsFor(Admin admin, AclOperation operation) throws Exception {
        Set<String> visible = get(admin.listTopics().names());
        Set<String> allowed = new TreeSet<>();
        get(admin.describeTopics(visible, new DescribeTopicsOptions().includeAuthorizedOperations(true))
                        .allTopicNames())
                .forEach((name, topic) -> {
                    if (Objects.requireNonNull(topic.authorizedOperations()).contains(operation)
                            && (Topics.all().contains(name) || name.equals("partner.seen.v1"))) {
                        allowed.add(name);
                    }
                });
        return allowed;
    }

    private static void send(Map<String, Object> client, String topic) throws Exception {
        try (KafkaProducer<byte[], byte[]> producer = producer(client)) {
            producer.send(new ProducerRecord<>(topic, "{}".getBytes(UTF_8))).get();
        }
    }

    private static KafkaProducer<byte[], byte[]> producer(Map<String, Object> client) {
        return new KafkaProducer<>(client, new ByteArraySerializer(), new ByteArraySerializer());
    }

    private static void read(Map<String, Object> client, String topic) {
        try (KafkaConsumer<byte[], byte[]> consumer =
                new KafkaConsumer<>(client, new ByteArrayDeserializer(), new ByteArrayDeserializer())) {
            TopicPartition partition = new TopicPartition(topic, 0);
            consumer.assign(List.of(partition));
            consumer.seekToBeginning(List.of(partition));
            consumer.poll(Duration.ofSeconds(20));
        }
    }

    private static void join(Map<String, Object> client, String topic) {
        Map<String, Object> settings = new HashMap<>(client);
        settings.put("group.id", "gembourse-partners");
        try (KafkaConsumer<byte[], byte[]> consumer =
                new KafkaConsumer<>(settings, new ByteArrayDeserializer(), new ByteArrayDeserializer())) {
            consumer.subscribe(List.of(topic));
            consumer.poll(Duration.ofSeconds(20));
        }
    }

    private static double throttledMillis(KafkaProducer<?, ?> producer) {
        return producer.metrics().entrySet().stream()
                .filter(metric -> metric.getKey().name().equals("produce-throttle-time-max"))
                .mapToDouble(metric -> (Double) metric.getValue().metricValue())
                .max()
                .orElseThrow();
    }

    private static <T> T get(KafkaFuture<T> future) throws ExecutionException, InterruptedException {
        return future.get();
    }
}
