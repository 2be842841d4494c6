package dev.gembourse.follow;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import dev.gembourse.events.value.StreamPosition;
import dev.gembourse.events.wire.Headers;
import dev.gembourse.follow.TopicFollower.From;
import dev.gembourse.stack.broker.Broker;
import dev.gembourse.stack.broker.LocalBroker;
import dev.gembourse.stack.fixture.SharedInfrastructure;
import dev.gembourse.stack.process.Child;
import dev.gembourse.stack.process.Children;
import dev.gembourse.stack.process.Command;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CopyOnWriteArrayList;
import org.apache.kafka.clients.producer.KafkaProducer;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.common.serialization.ByteArraySerializer;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class TopicFollowerTest {

    private static final Duration SOON = Duration.ofSeconds(20);
    private static final Duration RETRIES = Duration.ofMillis(1_200);
    private static Broker broker;
    private static KafkaProducer<byte[], byte[]> producer;

    private final List<String> seen = new CopyOnWriteArrayList<>();

    @BeforeAll
    static void startBroker() {
        broker = SharedInfrastructure.get().broker();
        producer = new KafkaProducer<>(
                Map.of("bootstrap.servers", broker.bootstrap(), "acks", "all"),
                new ByteArraySerializer(),
                new ByteArraySerializer());
    }

    @AfterAll
    static void stopBroker() {
        producer.close(Duration.ZERO);
    }

    @Test
    void fromTheBeginningEverythingIsHandedOver() throws Exception {
        broker.createTopic("beginning", 2);
        publish("beginning", 0, "a");
        publish("beginning", 1, "b");

        try (TopicFollower follower = follow("beginning", From.BEGINNING)) {
            assertThat(follower.awaitCaughtUp(SOON)).isTrue();
            assertThat(seen).containsExactlyInAnyOrder("a", "b");
            publish("beginning", 0, "c");
            await().atMost(SOON).untilAsserted(() -> assertThat(seen).containsExactlyInAnyOrder("a", "b", "c"));
        }
    }

    @Test
    void fromNowOnOnlyWhatIsPublishedAfterPositioningIsHandedOver() throws Exception {
        broker.createTopic("now", 1);
        publish("now", 0, "old");

        try (TopicFollower follower = follow("now", From.NOW)) {
            assertThat(follower.awaitPositioned(SOON)).isTrue();
            publish("now", 0, "new");
            await().atMost(SOON).untilAsserted(() -> assertThat(seen).containsExactly("new"));
        }
    }

    @Test
    void aListenerThatFailsMissesThatRecordOnly() throws Exception {
        broker.createTopic("failing", 1);
        try (TopicFollower follower = new TopicFollower(broker.bootstrap(), "failing", From.BEGINNING, record -> {
            if ("bad".equals(record.key())) {
                throw new IllegalStateException("planted");
            }
            seen.add(record.key());
        })) {
            publish("failing", 0, "good");
            publish("failing", 0, "bad");
            publish("failing", 0, "better");
            await().atMost(SOON).untilAsserted(() -> assertThat(seen).containsExactly("good", "better"));
            assertThat(follower.isConnected()).isTrue();
        }
    }

    @Test
    void aListenerThatFailsBeyondRepairEndsTheProcessOfAService(@TempDir Path folder) throws Exception {
        broker.createTopic("dying", 1);
        publish("dying", 0, "x");
        Child process = Children.start(Command.java(
                folder.resolve("log"),
                List.of(
                        "-cp",
                        System.getProperty("java.class.path"),
                        DyingFollower.class.getName(),
                        broker.bootstrap(),
                        "dying")));
        try {
            assertThat(process.awaitExit(SOON)).isTrue();
            assertThat(process.exitCode()).hasValue(DeadThreads.EXIT_CODE);
        } finally {
            process.kill();
        }
    }

    @Test
    void headersTellThePlaceInTheJournal() throws Exception {
        broker.createTopic("places", 1);
        List<StreamPosition> places = new CopyOnWriteArrayList<>();
        try (TopicFollower follower = new TopicFollower(
                broker.bootstrap(), "places", From.BEGINNING, record -> places.add(record.journalPosition()))) {
            publish("places", 0, "x");
            await().atMost(SOON).untilAsserted(() -> assertThat(places).containsExactly(new StreamPosition(7, 42)));
            assertThat(follower.isConnected()).isTrue();
        }
    }

    @Test
    void followingGoesOnAfterTheBrokerWasAway(@TempDir Path home) throws Exception {
        assumeTrue(
                SharedInfrastructure.get().isLocal(),
                "a broker is killed here, and only processes of the local stack can be");
        try (LocalBroker own = LocalBroker.startIn(home)) {
            own.createTopic("outage", 1);
            try (TopicFollower follower = new TopicFollower(
                            own.bootstrap(), "outage", From.BEGINNING, record -> seen.add(record.key()));
                    KafkaProducer<byte[], byte[]> its = new KafkaProducer<>(
                            Map.of("bootstrap.servers", own.bootstrap()),
                            new ByteArraySerializer(),
                            new ByteArraySerializer())) {
                its.send(record("outage", 0, "before")).get();
                await().atMost(SOON).untilAsserted(() -> assertThat(seen).containsExactly("before"));

                own.kill();
                await().atMost(SOON).until(() -> !follower.isConnected());
                own.start();
                await().atMost(SOON).until(follower::isConnected);

                its.send(record("outage", 0, "after")).get();
                await().atMost(SOON).untilAsserted(() -> assertThat(seen).containsExactly("before", "after"));
                assertThat(follower.isCaughtUp()).isTrue();
            }
        }
    }

    @Test
    void whileNothingIsPublishedTheBrokersSilenceIsTellingAndItsEmptyAnswersAreNot(@TempDir Path home) {
        assumeTrue(
                SharedInfrastructure.get().isLocal(),
                "a broker is paused here, and only processes of the local stack can be");
        try (LocalBroker own = LocalBroker.startIn(home)) {
            own.createTopic("silence", 1);
            try (TopicFollower follower = new TopicFollower(own.bootstrap(), "silence", From.BEGINNING, record -> {})) {
                await().atMost(SOON).until(follower::isConnected);
                await().during(Duration.ofSeconds(5)).atMost(SOON).until(follower::isConnected);

                own.pause();
                await().atMost(SOON).until(() -> !follower.isConnected());

                own.resume();
                await().atMost(SOON).until(follower::isConnected);
            }
        }
    }

    @Test
    void aNameThatCannotBeResolvedYetIsTriedAgainUntilItIsClosed() throws Exception {
        try (TopicFollower follower =
                new TopicFollower("no-such-broker.invalid:9092", "nowhere", From.BEGINNING, record -> {})) {
            assertThat(follower.awaitPositioned(RETRIES)).isFalse();
            assertThat(follower.isFollowing()).isTrue();
            assertThat(follower.isConnected()).isFalse();
        }
    }

    private TopicFollower follow(String topic, From from) {
        return new TopicFollower(broker.bootstrap(), topic, from, record -> seen.add(record.key()));
    }

    private static void publish(String topic, int partition, String key) throws Exception {
        producer.send(record(topic, partition, key)).get();
    }

    private static ProducerRecord<byte[], byte[]> record(String topic, int partition, String key) {
        ProducerRecord<byte[], byte[]> record = new ProducerRecord<>(topic, partition, bytes(key), bytes("{}"));
        record.headers().add(Headers.ID, bytes("7.42"));
        return record;
    }

    private static byte[] bytes(String text) {
        return text.getBytes(StandardCharsets.UTF_8);
    }
}
