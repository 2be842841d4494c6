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
import dev.gembourse.stack.broker.LocalBroker;
import dev.gembourse.stack.database.LocalPostgres;
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
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.concurrent.Future;
import javax.sql.DataSource;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.consumer.KafkaConsumer;
import org.apache.kafka.clients.producer.KafkaProducer;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.clients.producer.RecordMetadata;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.serialization.ByteArrayDeserializer;
import org.apache.kafka.common.serialization.ByteArraySerializer;
import org.jspecify.annotations.Nullable;

/** A counter stage on a real broker and a real PostgreSQL, with what tests ask of it. */
final class CounterFixture implements AutoCloseable {

    static final int PARTITIONS = 4;
    static final Duration SOON = Duration.ofSeconds(40);

    private final LocalBroker broker;
    final EngineDatabase database;
    final KafkaProducer<byte[], byte[]> producer;
    final SimpleMeterRegistry meters = new SimpleMeterRegistry();
    private final List<Engine<?, ?>> engines = new ArrayList<>();

    CounterFixture(LocalBroker broker, LocalPostgres postgres) {
        this.broker = broker;
        String name = "counter_" + UUID.randomUUID().toString().replace("-", "");
        postgres.createDatabase(name);
        this.database = EngineDatabase.open(
                postgres.jdbcUrl(name), postgres.user(), postgres.password(), "counter", 8, "classpath:counter");
        this.producer = new KafkaProducer<>(
                Map.of("bootstrap.servers", broker.bootstrap(), "acks", "all"),
                new ByteArraySerializer(),
                new ByteArraySerializer());
        broker.createTopic(Topics.TRADING_COMMANDS, PARTITIONS);
        broker.createTopic(Topics.TRADING_EVENTS, PARTITIONS);
    }

    Map<String, String> quick() {
        Map<String, String> settings = new HashMap<>();
        settings.put("bootstrap-servers", broker.bootstrap());
        settings.put("session-timeout", "6s");
        settings.put("retry-back-off-max", "500ms");
        settings.put("request-timeout", "3s");
        settings.put("delivery-timeout", "6s");
        return settings;
    }

    Engine<?, ?> start() {
        return start(new CounterStage(), quick(), database.dataSource());
    }

    Engine<?, ?> start(CounterStage stage, Map<String, String> settings, DataSource dataSource) {
        Engine<?, ?> engine =
                new Engine<>(stage, EngineSettings.with(settings), dataSource, meters, InstantSource.system());
        engines.add(engine);
        engine.start();
        return engine;
    }

    static AccountId account(int number) {
        return new AccountId(new UUID(0x7000L, 0x8000_0000_0000_0000L | number));
    }

    static Deposit deposit(int account, String key) {
        AccountId id = account(account);
        return new Deposit(OperationId.of(id.toString(), key), id, Money.of("USD", "1"), Instant.EPOCH);
    }

    Future<RecordMetadata> send(int account, String key) {
        return send(Contracts.TRADING_COMMANDS.write(deposit(account, key)));
    }

    Future<RecordMetadata> send(Message message) {
        return send(null, message.key(), message.type(), message.value());
    }

    Future<RecordMetadata> send(
            @Nullable Integer partition, String key, @Nullable String type, byte @Nullable [] value) {
        ProducerRecord<byte[], byte[]> record =
                new ProducerRecord<>(Topics.TRADING_COMMANDS, partition, key.getBytes(StandardCharsets.UTF_8), value);
        if (type != null) {
            record.headers().add(Headers.TYPE, type.getBytes(StandardCharsets.UTF_8));
        }
        return producer.send(record);
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
        Map<Integer, Long> applied = new HashMap<>();
        for (ConsumerRecord<byte[], byte[]> record : published()) {
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
        database.close();
    }
}
