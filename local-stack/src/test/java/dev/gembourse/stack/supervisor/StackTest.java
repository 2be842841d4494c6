package dev.gembourse.stack.supervisor;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.awaitility.Awaitility.await;

import dev.gembourse.stack.database.Credentials;
import dev.gembourse.stack.process.Part;
import dev.gembourse.stack.process.ProcessIdentity;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.DriverManager;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ForkJoinPool;
import org.apache.kafka.clients.admin.Admin;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class StackTest {
    private static final Duration SOON = Duration.ofSeconds(20);

    @TempDir
    static Path home;

    private static StackSettings settings;
    private static Stack stack;

    @BeforeAll
    static void start() {
        settings = StackSettings.privateIn(home).withPrograms(FakeService.PROGRAM);
        stack = Stack.start(settings);
    }

    @AfterAll
    static void close() {
        var processes = stack.parts().stream()
                .flatMap(part -> part.child().identity().stream())
                .toList();

        stack.close();

        assertThat(processes).hasSize(5).noneMatch(ProcessIdentity::isAlive);
        assertThat(home.resolve("stack.json")).doesNotExist();
    }

    @Test
    void everyPartIsReady() {
        assertThat(stack.parts())
                .extracting(Part::name)
                .containsExactly("postgres", "kafka", "trade-processor", "leaderboard-service", "gateway-service");
        assertThat(stack.parts()).allMatch(Part::isReady);
    }

    @Test
    void theServicesAreToldWhereEverythingIs() throws Exception {
        var database = "jdbc:postgresql://127.0.0.1:" + settings.ports().postgres() + "/";

        assertThat(get(stack.processorUrl().resolve("/environment")).lines())
                .contains(
                        "SERVER_ADDRESS=127.0.0.1",
                        "SERVER_PORT=" + settings.ports().processor(),
                        "SPRING_KAFKA_BOOTSTRAP_SERVERS=" + stack.bootstrap(),
                        "SPRING_DATASOURCE_URL=" + database + "trading",
                        "SPRING_DATASOURCE_USERNAME=gembourse_service",
                        "SPRING_DATASOURCE_PASSWORD=" + Credentials.passwordOf("gembourse_service"),
                        "SPRING_FLYWAY_USER=gembourse",
                        "SPRING_FLYWAY_PASSWORD=" + Credentials.passwordOf("gembourse"));
        assertThat(get(stack.leaderboardUrl().resolve("/environment")))
                .contains("SPRING_DATASOURCE_URL=" + database + "leaderboard");
        assertThat(get(stack.gatewayUrl().resolve("/environment")).lines())
                .contains(
                        "GEMBOURSE_PROCESSOR_URL=" + stack.processorUrl(),
                        "GEMBOURSE_LEADERBOARD_URL=" + stack.leaderboardUrl());
    }

    @Test
    void theTopicsAndDatabasesAreThere() throws Exception {
        try (var admin = Admin.create(Map.of("bootstrap.servers", stack.bootstrap()))) {
            var topics = admin.describeTopics(List.of("trading.commands.v1", "market.state.v1"))
                    .allTopicNames()
                    .toCompletionStage()
                    .toCompletableFuture()
                    .join();
            assertThat(topics.values()).allMatch(topic -> topic.partitions().size() == 4);
        }
        try (var connection = DriverManager.getConnection(
                stack.jdbcUrl("leaderboard"), stack.databaseUser(), stack.databasePassword())) {
            assertThat(connection.isValid(5)).isTrue();
        }
    }

    @Test
    void aServiceThatDiesIsStartedAgainAndCounted() {
        var before = stack.leaderboard().pid();
        var restarts = stack.leaderboard().restarts();

        assertThatThrownBy(() -> get(stack.leaderboardUrl().resolve("/end"))).isInstanceOf(IOException.class);

        await().atMost(SOON).until(() -> stack.leaderboard().restarts() == restarts + 1);
        await().atMost(SOON).until(() -> stack.leaderboard().isReady());
        assertThat(stack.leaderboard().pid()).isNotEqualTo(before);
        await().atMost(SOON)
                .untilAsserted(() -> assertThat(recordOf("leaderboard-service"))
                        .returns(restarts + 1, StackRecord.PartRecord::restarts)
                        .returns(
                                stack.leaderboard().pid(),
                                part -> Objects.requireNonNull(part.process()).pid()));
    }

    @Test
    void aServiceComesBackWhileTheCommonPoolIsBusyWaitingForIt() {
        var restarts = stack.leaderboard().restarts();
        var isBack = new CountDownLatch(1);
        for (var thread = 0; thread < ForkJoinPool.getCommonPoolParallelism(); thread++) {
            var _ = CompletableFuture.runAsync(() -> awaitUninterruptibly(isBack));
        }
        try {
            stack.leaderboard().crash();

            await().atMost(SOON)
                    .until(() -> stack.leaderboard().restarts() == restarts + 1
                            && stack.leaderboard().isReady());
        } finally {
            isBack.countDown();
        }
    }

    private static void awaitUninterruptibly(CountDownLatch latch) {
        try {
            latch.await();
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    @Test
    void aBrokerThatCrashesIsStartedAgainOnItsPort() {
        stack.kafka().crash();

        await().atMost(Duration.ofSeconds(40)).until(() -> stack.kafka().isReady());
        assertThat(stack.kafka().port()).isEqualTo(settings.ports().kafka());
    }

    @Test
    void aServiceThatIsKilledOnPurposeStaysDownUntilItIsStarted() {
        var restarts = stack.processor().restarts();

        stack.processor().kill();

        assertThat(stack.processor().isReady()).isFalse();
        assertThat(recordOf("trade-processor").isAlive()).isFalse();
        stack.processor().start();
        assertThat(stack.processor().isReady()).isTrue();
        assertThat(stack.processor().restarts()).isEqualTo(restarts);
    }

    @Test
    void aPausedServiceIsNotReady() {
        stack.gateway().pause();

        try {
            assertThat(stack.gateway().isReady()).isFalse();
        } finally {
            stack.gateway().resume();
        }
        await().atMost(SOON).until(() -> stack.gateway().isReady());
    }

    @Test
    void aSecondStackInTheSameHomeIsRefused() {
        assertThatThrownBy(() -> Stack.start(settings)).isInstanceOf(AlreadyRunningException.class);
    }

    @Test
    void aTakenPortIsReportedWithItsOwnerAndTheOptionThatHelps(@TempDir Path other) {
        var clash = StackSettings.privateIn(other).withPorts(settings.ports());

        assertThatThrownBy(() -> Stack.start(clash.withPrograms(FakeService.PROGRAM)))
                .isInstanceOf(StackPorts.PortTakenException.class)
                .hasMessageContaining("port " + settings.ports().gateway() + " to be free")
                .hasMessageContaining("process " + stack.gateway().pid())
                .hasMessageContaining("--port")
                .hasMessageContaining("--kafka-port");
        assertThat(other.resolve("stack.json")).doesNotExist();
    }

    @Test
    void whatAPartWritesIsInItsLog() throws IOException {
        assertThat(Files.readString(stack.logs().of("gateway-service"))).contains("gateway-service listens on");
    }

    private static StackRecord.PartRecord recordOf(String name) {
        return StackFile.in(home).read().orElseThrow().parts().stream()
                .filter(part -> part.name().equals(name))
                .findFirst()
                .orElseThrow();
    }

    private static String get(URI url) throws IOException, InterruptedException {
        try (var client = HttpClient.newHttpClient()) {
            return client.send(HttpRequest.newBuilder(url).timeout(SOON).build(), BodyHandlers.ofString())
                    .body();
        }
    }
}
