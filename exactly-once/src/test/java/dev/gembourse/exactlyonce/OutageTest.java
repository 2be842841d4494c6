package dev.gembourse.exactlyonce;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import dev.gembourse.events.view.PartitionLagView;
import dev.gembourse.stack.broker.LocalBroker;
import dev.gembourse.stack.database.LocalPostgres;
import dev.gembourse.stack.fixture.SharedInfrastructure;
import java.nio.file.Path;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The engine on a broker and a PostgreSQL of this class alone, which are restarted under it. */
class OutageTest {

    private static @Nullable LocalBroker ownBroker;
    private static @Nullable LocalPostgres ownPostgres;

    private LocalBroker broker;
    private LocalPostgres postgres;
    private @Nullable CounterFixture counter;

    @BeforeAll
    static void startServers(@TempDir Path home) {
        if (SharedInfrastructure.get().isLocal()) {
            ownBroker = LocalBroker.startIn(home);
            ownPostgres = LocalPostgres.startIn(home);
        }
    }

    @AfterAll
    static void stopServers() {
        if (ownPostgres != null) {
            ownPostgres.close();
        }
        if (ownBroker != null) {
            ownBroker.close();
        }
    }

    @BeforeEach
    void start() {
        assumeTrue(
                SharedInfrastructure.get().isLocal(),
                "servers are killed here, and only processes of the local stack can be");
        broker = ownBroker;
        postgres = ownPostgres;
        counter = new CounterFixture(broker, postgres);
    }

    @AfterEach
    void stop() {
        if (counter != null) {
            counter.close();
        }
    }

    @Test
    void everyRecordTakesEffectOnceWhileServersRestart() throws Exception {
        Engine<?, ?> engine = counter.start();
        counter.sendMany(0, 2_000, 50);
        counter.awaitTotal(2_000);

        postgres.kill();
        counter.sendMany(2_000, 3_000, 50);
        await().atMost(CounterFixture.SOON).until(() -> !engine.health().ready());
        assertThat(engine.health().alive()).isTrue();
        postgres.start();
        counter.awaitTotal(3_000);

        broker.kill();
        broker.start();
        counter.sendMany(3_000, 4_000, 50);
        counter.awaitTotal(4_000);
        counter.expectWholeJournal();
        await().atMost(CounterFixture.SOON).until(() -> engine.health().ready());
        assertThat(engine.lag())
                .hasSize(CounterFixture.PARTITIONS)
                .allSatisfy(lag -> assertThat(lag.records()).isZero())
                .extracting(PartitionLagView::state)
                .containsOnly("OK");
    }

    @Test
    void anIdleEngineNoticesThatTheBrokerIsAway() throws Exception {
        Engine<?, ?> engine = counter.start();
        counter.sendMany(0, 100, 20);
        counter.awaitTotal(100);
        await().atMost(CounterFixture.SOON).until(() -> engine.health().ready());

        broker.kill();
        await().atMost(CounterFixture.SOON)
                .untilAsserted(() -> assertThat(engine.health().reason()).contains("the brokers have not answered"));
        assertThat(engine.health().ready()).isFalse();
        assertThat(engine.health().alive()).isTrue();
        broker.start();

        await().atMost(CounterFixture.SOON).until(() -> engine.health().ready());
    }

    @Test
    void anIdleEngineNoticesThatPostgresIsAwayAndSettlesAsBeforeWhenItIsBack() throws Exception {
        Engine<?, ?> engine = counter.start();
        counter.sendMany(0, 200, 20);
        counter.awaitTotal(200);
        counter.awaitPublished();

        postgres.stop();
        await().atMost(CounterFixture.SOON).until(() -> !engine.health().ready());
        assertThat(engine.health().alive()).isTrue();
        postgres.start();
        counter.sendMany(200, 400, 20);

        counter.awaitTotal(400);
        counter.expectWholeJournal();
        counter.expectEachCountedOnce(400);
        await().atMost(CounterFixture.SOON).until(() -> engine.health().ready());
    }

    @Test
    void aBusyEngineLosesAndDoublesNothingWhilePostgresIsRestarted() throws Exception {
        Engine<?, ?> engine = counter.start(
                new CounterStage(), counter.quick("max-batch-records", "50"), counter.database.dataSource());
        try (var sending = Executors.newVirtualThreadPerTaskExecutor()) {
            Future<?> sent = sending.submit(() -> {
                for (int i = 0; i < 20; i++) {
                    counter.sendMany(200 * i, 200 * (i + 1), 50);
                }
                return null;
            });
            await().atMost(CounterFixture.SOON).until(() -> counter.number("select count(*) from counted") > 0);
            postgres.restart();
            postgres.stopImmediately();
            postgres.start();
            sent.get();
        }

        counter.awaitTotal(4_000);
        counter.expectWholeJournal();
        counter.expectEachCountedOnce(4_000);
        await().atMost(CounterFixture.SOON).until(() -> engine.health().ready());
    }
}
