package dev.gembourse.processor;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import com.zaxxer.hikari.HikariDataSource;
import dev.gembourse.exactlyonce.EngineDatabase;
import dev.gembourse.exactlyonce.EngineSettings;
import dev.gembourse.follow.TopicFollower;
import dev.gembourse.processor.fixture.Reach;
import dev.gembourse.processor.fixture.RunningProcessor;
import dev.gembourse.processor.running.RunningStage;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Duration;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.concurrent.Executor;
import org.apache.catalina.startup.Tomcat;
import org.apache.kafka.clients.consumer.KafkaConsumer;
import org.apache.kafka.clients.consumer.internals.AutoOffsetResetStrategy;
import org.apache.kafka.clients.consumer.internals.Deserializers;
import org.apache.kafka.clients.producer.KafkaProducer;
import org.apache.kafka.clients.producer.ProducerConfig;
import org.apache.kafka.common.IsolationLevel;
import org.apache.kafka.common.serialization.ByteArrayDeserializer;
import org.apache.tomcat.util.threads.VirtualThreadExecutor;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.postgresql.PGConnection;
import org.postgresql.jdbc.PreferQueryMode;
import org.springframework.boot.tomcat.TomcatWebServer;
import org.springframework.boot.web.server.servlet.context.ServletWebServerApplicationContext;

/** Settings on which exactness rests, as the running service has them. Each was chosen; none may change unnoticed. */
class PinnedSettingsTest {

    private final RunningProcessor processor = RunningProcessor.shared();

    @ParameterizedTest
    @ValueSource(strings = {"tradingStage", "marketStage"})
    void consumersReadWhatIsCommittedAndLeaveOffsetsToPostgres(String stage) {
        List<Object> consumers = settlingConsumers(stage);

        assertThat(consumers)
                .hasSize(processor.context().getBean(EngineSettings.class).consumerThreads());
        assertThat(consumers).allSatisfy(consumer -> {
            assertThat(in(consumer, "isolationLevel")).isEqualTo(IsolationLevel.READ_COMMITTED);
            assertThat(in(consumer, "fetcher", "fetchConfig", "isolationLevel"))
                    .isEqualTo(IsolationLevel.READ_COMMITTED);
            assertThat(in(consumer, "coordinator", "autoCommitEnabled")).isEqualTo(false);
            assertThat(in(consumer, "subscriptions", "defaultResetStrategy")).isEqualTo(AutoOffsetResetStrategy.NONE);
            assertThat(in(consumer, "metadata", "allowAutoTopicCreation")).isEqualTo(false);
            Deserializers<?, ?> deserializers = (Deserializers<?, ?>) in(consumer, "deserializers");
            assertThat(deserializers.keyDeserializer()).isInstanceOf(ByteArrayDeserializer.class);
            assertThat(deserializers.valueDeserializer()).isInstanceOf(ByteArrayDeserializer.class);
        });
    }

    @Test
    void theProjectionTakesFewLargeTurnsAndPublishesNothing() {
        RunningStage stage = processor.bean("portfolioStage", RunningStage.class);

        assertThat(settlingConsumers("portfolioStage")).hasSize(1);
        assertThat(Reach.all(KafkaProducer.class, stage)).isEmpty();
        EngineSettings settings = Reach.only(EngineSettings.class, stage);
        assertThat(settings.batchInterval()).isEqualTo(Duration.ofMillis(50));
        assertThat(settings.longestRest()).isEqualTo(Duration.ofMillis(50));
    }

    @ParameterizedTest
    @ValueSource(strings = {"tradingStage", "marketStage"})
    void producersAreIdempotentAndWaitForAllReplicas(String stage) {
        KafkaProducer<?, ?> producer = Reach.only(KafkaProducer.class, processor.bean(stage, RunningStage.class));
        ProducerConfig config = (ProducerConfig) in(producer, "producerConfig");

        assertThat(config.getString(ProducerConfig.ACKS_CONFIG)).isIn("all", "-1");
        assertThat(config.getBoolean(ProducerConfig.ENABLE_IDEMPOTENCE_CONFIG)).isTrue();
        assertThat(config.getInt(ProducerConfig.RETRIES_CONFIG)).isEqualTo(Integer.MAX_VALUE);
        assertThat(config.getInt(ProducerConfig.MAX_IN_FLIGHT_REQUESTS_PER_CONNECTION))
                .isLessThanOrEqualTo(5);
        assertThat(config.getString(ProducerConfig.TRANSACTIONAL_ID_CONFIG)).isNull();
    }

    @Test
    void theFollowerOfPricesCommitsNoOffsets() {
        KafkaConsumer<?, ?> follower =
                Reach.only(KafkaConsumer.class, processor.context().getBean(TopicFollower.class));

        assertThat(in(follower, "delegate", "subscriptions", "defaultResetStrategy"))
                .isEqualTo(AutoOffsetResetStrategy.EARLIEST);
        assertThat(in(follower, "delegate", "groupId")).isEqualTo(Optional.empty());
    }

    @ParameterizedTest
    @ValueSource(strings = {"tradingDatabase", "marketDatabase", "portfolioDatabase"})
    void commitsAreDurableAndNoWaitIsWithoutAnEnd(String database) throws SQLException {
        HikariDataSource pool = processor.bean(database, EngineDatabase.class).dataSource();

        try (Connection connection = pool.getConnection()) {
            assertThat(show(connection, "synchronous_commit")).isEqualTo("on");
            assertThat(show(connection, "fsync")).isEqualTo("on");
            assertThat(show(connection, "full_page_writes")).isEqualTo("on");
            assertThat(show(connection, "transaction_isolation")).isEqualTo("read committed");
            assertThat(show(connection, "statement_timeout")).isEqualTo("8s");
            assertThat(show(connection, "lock_timeout")).isEqualTo("5s");
            assertThat(show(connection, "idle_in_transaction_session_timeout")).isEqualTo("8s");
            assertThat(show(connection, "search_path")).isEqualTo(database.replace("Database", ""));
            assertThat(connection.getAutoCommit()).isTrue();
            assertThat(connection.isReadOnly()).isFalse();
            PGConnection driver = connection.unwrap(PGConnection.class);
            assertThat(driver.getPrepareThreshold()).isEqualTo(1);
            assertThat(driver.getPreferQueryMode()).isEqualTo(PreferQueryMode.EXTENDED);
            // Longer than the server's own limits, so that it is the server who ends things, and we learn how.
            assertThat(connection.getNetworkTimeout()).isEqualTo(12_000);
        }
        assertThat(pool.getMaximumPoolSize())
                .isGreaterThan(
                        database.equals("portfolioDatabase")
                                ? 1
                                : processor
                                        .context()
                                        .getBean(EngineSettings.class)
                                        .consumerThreads());
        assertThat(pool.getConnectionTimeout()).isEqualTo(3_000);
    }

    @Test
    void listsAreReadInTheOrderOfAnIndexAndOnConnectionsOfTheirOwn() throws SQLException {
        HikariDataSource lists = processor.bean("statementDatabase", HikariDataSource.class);
        HikariDataSource others = processor.bean("readDatabase", HikariDataSource.class);

        assertThat(lists).isNotSameAs(others);
        try (Connection list = lists.getConnection();
                Connection other = others.getConnection()) {
            assertThat(show(list, "enable_sort")).isEqualTo("off");
            assertThat(show(other, "enable_sort")).isEqualTo("on");
            assertThat(show(list, "statement_timeout")).isEqualTo("5s");
            assertThat(list.isReadOnly()).isTrue();
        }
    }

    @Test
    void settlingIsBoundedFarBelowWhatTheGroupTolerates() {
        EngineSettings settings = processor.context().getBean(EngineSettings.class);

        assertThat(settings.maxPollInterval())
                .isGreaterThan(settings.requestTimeout().multipliedBy(10));
        assertThat(settings.sessionTimeout()).isLessThan(settings.maxPollInterval());
        assertThat(settings.deliveryTimeout()).isGreaterThan(settings.requestTimeout());
        assertThat(settings.maxBatchRecords()).isLessThanOrEqualTo(10_000);
        assertThat(settings.maxUnpublished()).isPositive();
    }

    @Test
    void requestsRunOnVirtualThreadsAndAnEndIsGraceful() {
        TomcatWebServer server =
                (TomcatWebServer) ((ServletWebServerApplicationContext) processor.context()).getWebServer();
        Tomcat tomcat = server.getTomcat();
        Executor executor = tomcat.getConnector().getProtocolHandler().getExecutor();

        assertThat(executor).isInstanceOf(VirtualThreadExecutor.class);
        assertThat(in(server, "gracefulShutdown")).isNotNull();
    }

    /** Kafka's clients of a stage's consumer threads: not that of a follower, nor the one that looks at lag. */
    private List<Object> settlingConsumers(String stage) {
        await().atMost(RunningProcessor.BOUND)
                .until(() -> processor.bean(stage, RunningStage.class).health().ready());
        return Reach.all(KafkaConsumer.class, processor.bean(stage, RunningStage.class)).stream()
                .map(consumer -> in(consumer, "delegate"))
                .filter(delegate -> !in(delegate, "groupId").equals(Optional.empty()))
                .filter(delegate -> !in(delegate, "clientId").toString().endsWith("-lag"))
                .toList();
    }

    private static String show(Connection connection, String setting) throws SQLException {
        try (PreparedStatement statement = connection.prepareStatement("show " + setting);
                ResultSet row = statement.executeQuery()) {
            row.next();
            return row.getString(1);
        }
    }

    private static Object in(Object object, String... path) {
        Object at = object;
        for (String field : path) {
            at = Objects.requireNonNull(Reach.field(at, field), field);
        }
        return at;
    }
}
