package dev.gembourse.exactlyonce;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import com.zaxxer.hikari.HikariConfig;
import com.zaxxer.hikari.HikariDataSource;
import java.sql.Connection;
import java.sql.SQLException;
import java.util.HashSet;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.atomic.AtomicBoolean;
import javax.sql.DataSource;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.springframework.jdbc.datasource.DelegatingDataSource;

/** Owners that stand still, are replaced, and go on as if nothing had happened. */
class ZombieTest {

    private final CounterFixture counter = new CounterFixture();

    @AfterEach
    void stop() {
        counter.close();
    }

    @Test
    void anOwnerThatStandsStillInItsTransactionIsReplacedAndItsCommitFails() throws Exception {
        CountDownLatch deciding = new CountDownLatch(1);
        CountDownLatch wakeUp = new CountDownLatch(1);
        AtomicBoolean first = new AtomicBoolean(true);
        CounterStage standingStill = new CounterStage(command -> {
            if (first.getAndSet(false)) {
                deciding.countDown();
                Gates.pass(wakeUp);
            }
        });
        Map<String, String> oneThread = counter.quick("consumer-threads", "1");
        oneThread.put("max-poll-interval", "2s");
        try (HikariDataSource impatient = endingIdleTransactions()) {
            Engine<?, ?> zombie = counter.start(standingStill, oneThread, impatient);
            await().atMost(CounterFixture.SOON).until(() -> zombie.health().ready());
            counter.send(1, "held").get();
            Gates.pass(deciding);

            Engine<?, ?> successor = counter.start();
            counter.awaitTotal(1);
            int partition = (int) counter.number("select partition from counted");
            assertThat(successor.health().partitions()).containsEntry(partition, PartitionState.OK);
            counter.sendMany(0, 100, 10);
            counter.awaitTotal(101);
            wakeUp.countDown();

            await().atMost(CounterFixture.SOON).until(() -> counter.faults(EngineMetrics.Fault.PASSING) > 0);
            await().atMost(CounterFixture.SOON).until(() -> ownEach(zombie, successor));
            counter.sendMany(100, 200, 10);
            counter.awaitTotal(201);
            counter.expectWholeJournal();
            counter.expectEachCountedOnce(201);
            zombie.stop();
        }
    }

    @Test
    void anOwnerWhoseFenceIsStaleChangesNothingAndReadsItsPlaceAgain() throws Exception {
        GatedDataSource gated = new GatedDataSource(counter.database.dataSource());
        Map<String, String> otherGroup = counter.quick("group-id-prefix", "other-stack-");
        Engine<?, ?> zombie = counter.start(new CounterStage(), counter.quick(), gated);
        counter.sendMany(0, 100, 10);
        counter.awaitTotal(100);
        counter.awaitPublished();

        CountDownLatch wakeUp = gated.shut();
        counter.sendMany(100, 200, 10);
        Engine<?, ?> successor = counter.start(new CounterStage(), otherGroup, counter.database.dataSource());
        counter.awaitTotal(200);
        counter.awaitPublished();
        successor.stop();
        assertThat(counter.faults(EngineMetrics.Fault.FENCED)).isZero();
        wakeUp.countDown();

        await().atMost(CounterFixture.SOON).until(() -> counter.faults(EngineMetrics.Fault.FENCED) > 0);
        await().atMost(CounterFixture.SOON).until(() -> zombie.health().ready());
        counter.expectEachCountedOnce(200);
        counter.sendMany(200, 300, 10);
        counter.awaitTotal(300);
        counter.expectWholeJournal();
        counter.expectEachCountedOnce(300);
    }

    /** The partitions are divided among the two, and both settle. */
    private static boolean ownEach(Engine<?, ?> one, Engine<?, ?> other) {
        EngineHealth mine = one.health();
        EngineHealth its = other.health();
        Set<Integer> both = new HashSet<>(mine.partitions().keySet());
        both.retainAll(its.partitions().keySet());
        return mine.ready()
                && its.ready()
                && both.isEmpty()
                && mine.partitions().size() + its.partitions().size() == CounterFixture.PARTITIONS;
    }

    /** As the engine's own connections, but the server waits a second only before it ends an idle transaction. */
    private HikariDataSource endingIdleTransactions() {
        HikariConfig config = new HikariConfig();
        counter.database.dataSource().copyStateTo(config);
        config.setPoolName("impatient");
        config.setConnectionInitSql("set idle_in_transaction_session_timeout = '1s'");
        return new HikariDataSource(config);
    }

    /** Lets nobody have a connection while it is shut. */
    private static final class GatedDataSource extends DelegatingDataSource {

        private volatile CountDownLatch gate = new CountDownLatch(0);

        GatedDataSource(DataSource dataSource) {
            super(dataSource);
        }

        CountDownLatch shut() {
            gate = new CountDownLatch(1);
            return gate;
        }

        @Override
        public Connection getConnection() throws SQLException {
            Gates.pass(gate);
            return super.getConnection();
        }
    }
}
