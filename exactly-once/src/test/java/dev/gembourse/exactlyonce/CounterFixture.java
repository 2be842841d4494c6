package dev.gembourse.exactlyonce;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import dev.gembourse.events.trading.TradingCommand.Deposit;
import dev.gembourse.events.value.AccountId;
import dev.gembourse.events.value.Money;
import dev.gembourse.events.value.OperationId;
import dev.gembourse.events.wire.Contracts;
import dev.gembourse.events.wire.Headers;
import dev.gembourse.events.wire.Message;
import dev.gembourse.events.wire.Topics;
import dev.gembourse.stack.broker.Broker;
import dev.gembourse.stack.database.Postgres;
import dev.gembourse.stack.fixture.SharedInfrastructure;
import io.micrometer.core.instrument.Counter;
import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import java.nio.charset.StandardCharsets;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HexFormat;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.UUID;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.Future;
import javax.sql.DataSource;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.consumer.KafkaConsumer;
import org.apache.kafka.clients.producer.KafkaProducer;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.clients.producer.RecordMetadata;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.serialization.ByteArrayDeserializer;
import org.apache.kafka.common.serialization.ByteArraySerializer;
import org.jspecify.annotations.Nullable;

/**
 * A counter stage on a real broker and a real PostgreSQL, with what tests ask of it. Its database and its consumer group are
 * new; its topics, whose names are fixed, are deleted and created again.
 */
final class CounterFixture implements AutoCloseable {

    static final int PARTITIONS = 4;
    static final Duration SOON = Duration.ofSeconds(40);

    private static final List<String> TOPICS = List.of(Topics.TRADING_COMMANDS, Topics.TRADING_EVENTS);

    final Broker broker;
    final Admin admin;
    final EngineDatabase database;
    final String jdbcUrl;
    final KafkaProducer<byte[], byte[]> producer;
    final SimpleMeterRegistry meters = new SimpleMeterRegistry();
    private final String name = "counter_" + UUID.randomUUID().toString().replace("-", "");
    private final List<Engine<?, ?>> engines = new ArrayList<>();

    /** On the servers that all tests share. */
    CounterFixture() {
        this(SharedInfrastructure.get().broker(), SharedInfrastructure.get().postgres());
    }

    CounterFixture(Broker broker, Postgres postgres) {
        this.broker = broker;
        this.admin = Admin.create(Map.of("bootstrap.servers", broker.bootstrap()));
        postgres.createDatabase(name);
        this.jdbcUrl = postgres.jdbcUrl(name);
        this.database =
                EngineDatabase.open(jdbcUrl, postgres.user(), postgres.password(), "counter", 8, "classpath:counter");
        this.producer = newProducer();
        TOPICS.forEach(topic -> renewTopic(topic, PARTITIONS));
    }

    /** A producer that knows nothing of topics as they were before. */
    KafkaProducer<byte[], byte[]> newProducer() {
        return new KafkaProducer<>(
                Map.of(
                        "bootstrap.servers",
                        broker.bootstrap(),
                        "acks",
                        "all",
                        // On a topic that is a moment old, several batches on their way can get an idempotent producer
                        // out of step with the broker for good.
                        "enable.idempotence",
                        false,
                        "max.in.flight.requests.per.connection",
                        1),
                new ByteArraySerializer(),
                new ByteArraySerializer());
    }

    /** Deletes a topic, if there is one, and creates it empty. */
    void renewTopic(String topic, int partitions) {
        try {
            if (admin.listTopics().names().get().contains(topic)) {
                admin.deleteTopics(List.of(topic)).all().get();
                await().atMost(SOON)
                        .until(() -> !admin.listTopics().names().get().contains(topic));
            }
        } catch (InterruptedException | ExecutionException e) {
            throw new IllegalStateException(e);
        }
        broker.createTopic(topic, partitions);
    }

    Map<String, String> quick() {
        Map<String, String> settings = new HashMap<>();
        settings.put("group-id-prefix", name + "-");
        settings.put("session-timeout", "6s");
        settings.put("retry-back-off-max", "500ms");
        settings.put("request-timeout", "3s");
        settings.put("delivery-timeout", "6s");
        return settings;
    }

    Engine<?, ?> start() {
        return start(new CounterStage(), quick(), database.dataSource());
    }

    <C, E> Engine<C, E> start(Stage<C, E> stage, Map<String, String> settings, DataSource dataSource) {
        Engine<C, E> engine = new Engine<>(
                stage,
                EngineSettings.with(settings),
                KafkaAccess.to(broker.bootstrap()),
                dataSource,
                meters,
                InstantSource.system());
        engines.add(engine);
        engine.start();
        return engine;
    }

    /** The quick settings with one of them changed. */
    Map<String, String> quick(String setting, String value) {
        Map<String, String> settings = quick();
        settings.put(setting, value);
        return settings;
    }

    static AccountId account(int number) {
        return new AccountId(new UUID(0x7000L, 0x8000_0000_0000_0000L | number));
    }

    static Deposit deposit(int account, String key) {
        AccountId id = account(account);
        return new Deposit(OperationId.of(id.toString(), key), id, Money.of("USD", "1"), Instant.EPOCH);
    }

    Future<RecordMetadata> send(int account, String key) {
        return producer.send(record(account, key));
    }

    Future<RecordMetadata> send(Deposit deposit) {
        Message message = Contracts.TRADING_COMMANDS.write(deposit);
        return send(null, message.key(), message.type(), message.value());
    }

    Future<RecordMetadata> send(
            @Nullable Integer partition, String key, @Nullable String type, byte @Nullable [] value) {
        return producer.send(record(partition, key, type, value));
    }

    /** A deposit of one dollar. */
    static ProducerRecord<byte[], byte[]> record(int account, String key) {
        Message message = Contracts.TRADING_COMMANDS.write(deposit(account, key));
        return record(null, message.key(), message.type(), message.value());
    }

    private static ProducerRecord<byte[], byte[]> record(
            @Nullable Integer partition, String key, @Nullable String type, byte @Nullable [] value) {
        ProducerRecord<byte[], byte[]> record =
                new ProducerRecord<>(Topics.TRADING_COMMANDS, partition, key.getBytes(StandardCharsets.UTF_8), value);
        if (type != null) {
            record.headers().add(Headers.TYPE, type.getBytes(StandardCharsets.UTF_8));
        }
        return record;
    }

    void sendMany(int from, int to, int accounts) throws Exception {
        List<Future<RecordMetadata>> answers = new ArrayList<>();
        for (int i = from; i < to; i++) {
            answers.add(send(i % accounts, "key-" + i));
        }
        for (Future<RecordMetadata> answer : answers) {
            answer.get();
        }
    }

    long number(String sql) {
        try (Connection connection = database.dataSource().getConnection();
                PreparedStatement statement = connection.prepareStatement(sql);
                ResultSet row = statement.executeQuery()) {
            row.next();
            return row.getLong(1);
        } catch (SQLException e) {
            throw new IllegalStateException(e);
        }
    }

    /** How often the engine has met a fault of this kind. */
    double faults(EngineMetrics.Fault kind) {
        return meters
                .get("gembourse.engine.faults")
                .tag("kind", kind.name().toLowerCase(Locale.ROOT))
                .counters()
                .stream()
                .mapToDouble(Counter::count)
                .sum();
    }

    List<String> texts(String sql) {
        try (Connection connection = database.dataSource().getConnection();
                PreparedStatement statement = connection.prepareStatement(sql);
                ResultSet row = statement.executeQuery()) {
            List<String> texts = new ArrayList<>();
            while (row.next()) {
                texts.add(row.getString(1));
            }
            return texts;
        } catch (SQLException e) {
            throw new IllegalStateException(e);
        }
    }

    void execute(String sql) throws SQLException {
        try (Connection connection = database.dataSource().getConnection();
                PreparedStatement statement = connection.prepareStatement(sql)) {
            statement.execute();
        }
    }

    void awaitTotal(long total) {
        await().atMost(SOON)
                .ignoreExceptions()
                .untilAsserted(() -> assertThat(number("select coalesce(sum(total), 0) from counter"))
                        .isEqualTo(total));
    }

    void awaitPublished() {
        await().atMost(SOON)
                .ignoreExceptions()
                .untilAsserted(
                        () -> assertThat(number("select count(*) from progress where published_seq < journal_seq"))
                                .isZero());
    }

    /** I5: sequence numbers have no gap, all is published in order, and what readers apply is what was committed. */
    void expectWholeJournal() {
        awaitPublished();
        assertThat(number("""
                select count(*) from (select partition, max(seq) as last, count(*) as rows from journal group by partition) p
                 where last <> rows
                """)).as("gaps in the journal").isZero();
        assertThat(
                        number(
                                "select count(*) from journal j left join progress p using (partition) where j.seq > p.journal_seq"))
                .as("journal rows beyond the fence")
                .isZero();
        WholeChain.expect(database.dataSource());
        Map<String, String> committed = new HashMap<>();
        texts("select partition || '.' || seq || '=' || encode(value, 'hex') from journal")
                .forEach(row -> committed.put(row.split("=")[0], row.split("=")[1]));
        Map<Integer, Long> applied = new HashMap<>();
        for (ConsumerRecord<byte[], byte[]> record : published()) {
            assertThat(HexFormat.of().formatHex(record.value()))
                    .as("what is published at " + header(record, Headers.ID))
                    .isEqualTo(committed.get(header(record, Headers.ID)));
            long seq = Long.parseLong(header(record, Headers.ID).split("\\.")[1]);
            long last = applied.getOrDefault(record.partition(), 0L);
            if (seq == last + 1) {
                applied.put(record.partition(), seq);
            }
        }
        for (Map.Entry<Integer, Long> entry : applied.entrySet()) {
            assertThat(entry.getValue())
                    .as("events that a reader of partition " + entry.getKey() + " can apply")
                    .isEqualTo(number("select journal_seq from progress where partition = " + entry.getKey()));
        }
        assertThat(applied.values().stream().mapToLong(Long::longValue).sum())
                .isEqualTo(number("select count(*) from journal"));
    }

    /** Every command counted once, by its place. */
    void expectEachCountedOnce(long commands) {
        assertThat(number("select count(*) from counted")).isEqualTo(commands);
        assertThat(number("select sum(total) from counter")).isEqualTo(commands);
        assertThat(number("select count(*) from journal")).isEqualTo(commands);
    }

    List<ConsumerRecord<byte[], byte[]>> published() {
        try (KafkaConsumer<byte[], byte[]> consumer = new KafkaConsumer<>(
                Map.of("bootstrap.servers", broker.bootstrap(), "enable.auto.commit", false),
                new ByteArrayDeserializer(),
                new ByteArrayDeserializer())) {
            List<TopicPartition> places = new ArrayList<>();
            for (int i = 0; i < PARTITIONS; i++) {
                places.add(new TopicPartition(Topics.TRADING_EVENTS, i));
            }
            consumer.assign(places);
            consumer.seekToBeginning(places);
            Map<TopicPartition, Long> ends = consumer.endOffsets(places);
            List<ConsumerRecord<byte[], byte[]>> all = new ArrayList<>();
            while (places.stream().anyMatch(place -> consumer.position(place) < ends.get(place))) {
                consumer.poll(Duration.ofMillis(100)).forEach(all::add);
            }
            return all;
        }
    }

    static String header(ConsumerRecord<byte[], byte[]> record, String name) {
        return new String(record.headers().lastHeader(name).value(), StandardCharsets.UTF_8);
    }

    @Override
    public void close() {
        engines.forEach(Engine::stop);
        producer.close(Duration.ZERO);
        admin.close(Duration.ofSeconds(5));
        database.close();
    }
}
