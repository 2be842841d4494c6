package dev.gembourse.exactlyonce;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import dev.gembourse.events.view.PartitionLagView;
import dev.gembourse.events.wire.Contracts;
import dev.gembourse.events.wire.Message;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.atomic.AtomicInteger;
import org.apache.kafka.common.utils.Utils;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

class EngineTest {

    private final CounterFixture counter = new CounterFixture();

    @AfterEach
    void stop() {
        Awaitility.reset();
        counter.close();
    }

    @Test
    void anotherEngineGoesOnWhereTheFirstEnded() throws Exception {
        Engine<?, ?> first = counter.start();
        counter.sendMany(0, 500, 20);
        counter.awaitTotal(500);
        first.stop();

        counter.start();
        counter.sendMany(500, 1_000, 20);

        counter.awaitTotal(1_000);
        counter.expectWholeJournal();
        assertThat(counter.meters.get("gembourse.engine.hash").timer().totalTime(TimeUnit.NANOSECONDS))
                .as("time spent hashing")
                .isPositive()
                .isLessThan(counter.meters.get("gembourse.engine.batch").timer().totalTime(TimeUnit.NANOSECONDS));
    }

    @Test
    void twoEnginesShareThePartitionsAndNothingIsCountedTwice() throws Exception {
        counter.start();
        counter.sendMany(0, 1_000, 50);
        counter.start();
        counter.sendMany(1_000, 3_000, 50);

        counter.awaitTotal(3_000);
        counter.expectWholeJournal();
    }

    @Test
    void recordsThatMakeNoSenseAreQuarantinedAndTheirNeighboursSettle() throws Exception {
        counter.start(
                new CounterStage(command -> {
                    if (command.accountId().equals(CounterFixture.account(7))) {
                        throw new IllegalStateException("planted");
                    }
                }),
                counter.quick(),
                counter.database.dataSource());
        Message good = Contracts.TRADING_COMMANDS.write(CounterFixture.deposit(1, "good"));

        counter.send(1, "before").get();
        counter.send(null, good.key(), good.type(), null).get();
        counter.send(null, good.key(), null, good.value()).get();
        counter.send(null, good.key(), good.type(), new byte[] {'{'}).get();
        counter.send(null, good.key(), "dev.gembourse.trading.Deposit.v9", good.value())
                .get();
        counter.send(null, "another-key", good.type(), good.value()).get();
        counter.send(wrongPartition(good), good.key(), good.type(), good.value())
                .get();
        counter.send(7, "bug").get();
        counter.send(1, "after").get();

        counter.awaitTotal(2);
        await().atMost(CounterFixture.SOON)
                .untilAsserted(() -> assertThat(counter.texts("select reason from quarantine"))
                        .containsExactlyInAnyOrder(
                                "EMPTY_VALUE",
                                "MISSING_TYPE",
                                "MALFORMED_JSON",
                                "UNSUPPORTED_VERSION",
                                "KEY_MISMATCH",
                                "WRONG_PARTITION",
                                "PROCESSING_FAILED"));
        counter.expectWholeJournal();
    }

    @Test
    void rewindingHasNoEffectBeyondWhatTheStageLetsThrough() throws Exception {
        Engine<?, ?> engine = counter.start();
        counter.send(1, "once").get();
        counter.awaitTotal(1);
        int partition = (int) counter.number("select partition from journal");

        engine.pause();
        counter.execute("truncate counted");
        engine.rewind(partition, 0, "test of rewinding");
        engine.resume();

        // The counter is no stage that knows what it has done, so the rewound record is visible as a second deposit.
        counter.awaitTotal(2);
        assertThat(counter.texts("select kind || ' ' || to_offset || ' ' || why from intervention"))
                .containsExactly("rewind 0 test of rewinding");
    }

    @Test
    void manyRecordsThatFailWhenDecidedHoldUpNobody() throws Exception {
        AtomicInteger decided = new AtomicInteger();
        CounterStage buggy = new CounterStage(command -> {
            decided.incrementAndGet();
            if (command.accountId().equals(CounterFixture.account(7))) {
                throw new IllegalStateException("the bug");
            }
        });
        counter.sendMany(0, 1_000, 10);

        counter.start(buggy, counter.quick(), counter.database.dataSource());

        counter.awaitTotal(900);
        assertThat(counter.number("select count(*) from quarantine where reason = 'PROCESSING_FAILED'"))
                .isEqualTo(100);
        assertThat(decided.get()).as("times that a record was decided").isLessThan(3 * 1_000);
        counter.expectWholeJournal();
    }

    @Test
    void aRecordThatEndsTheThreadIsQuarantinedInTheEnd() throws Exception {
        CounterStage broken = new CounterStage(command -> {
            if (command.operationId().equals(CounterFixture.deposit(1, "killer").operationId())) {
                throw new NoClassDefFoundError("a part of the program that is missing");
            }
        });
        Awaitility.doNotCatchUncaughtExceptionsByDefault();
        counter.send(1, "killer").get();
        counter.send(1, "next").get();

        await().atMost(CounterFixture.SOON).until(() -> {
            Engine<?, ?> engine = counter.start(broken, counter.quick(), counter.database.dataSource());
            await().atMost(CounterFixture.SOON)
                    .until(() -> !engine.health().alive() || counter.number("select count(*) from quarantine") == 1);
            if (engine.health().alive()) {
                return true;
            }
            engine.stop();
            return false;
        });

        counter.awaitTotal(1);
        assertThat(counter.texts("select reason from quarantine")).containsExactly("PROCESS_DIED");
    }

    @Test
    void aRecordUnderWhichTheProcessDiesIsQuarantinedInTheEnd() throws Exception {
        Engine<?, ?> first = counter.start();
        counter.send(1, "first").get();
        counter.awaitTotal(1);
        first.stop();
        // What owners leave behind that died in their first batch, and then while trying the next record alone.
        counter.execute("update progress set takeovers = 4, suspect_offset = next_offset, suspect_tries = 2");

        counter.send(1, "killer").get();
        counter.send(1, "next").get();
        counter.start();

        counter.awaitTotal(2);
        assertThat(counter.texts("select reason from quarantine")).containsExactly("PROCESS_DIED");
        await().atMost(CounterFixture.SOON)
                .until(() -> counter.number("select max(suspect_tries) from progress where journal_seq > 0") == 0);
    }

    @Test
    void aPausedEngineSettlesNothingAndGoesOnWhenItIsResumed() throws Exception {
        Engine<?, ?> engine = counter.start();
        counter.sendMany(0, 100, 10);
        counter.awaitTotal(100);

        engine.pause();
        counter.sendMany(100, 300, 10);

        await().atMost(CounterFixture.SOON)
                .untilAsserted(() -> assertThat(engine.lag())
                        .hasSize(CounterFixture.PARTITIONS)
                        .extracting(PartitionLagView::state)
                        .containsOnly("PAUSED"));
        assertThat(engine.health().partitions()).containsValue(PartitionState.PAUSED);
        assertThat(engine.lag().stream().mapToLong(PartitionLagView::records).sum())
                .isEqualTo(200);
        counter.expectEachCountedOnce(100);

        engine.resume();

        counter.awaitTotal(300);
        counter.expectWholeJournal();
        counter.expectEachCountedOnce(300);
    }

    @Test
    void pausingWaitsForTheBatchThatRuns() throws Exception {
        CountDownLatch deciding = new CountDownLatch(1);
        CountDownLatch goOn = new CountDownLatch(1);
        Engine<?, ?> engine = counter.start(
                new CounterStage(command -> {
                    deciding.countDown();
                    Gates.pass(goOn);
                }),
                counter.quick(),
                counter.database.dataSource());
        counter.send(1, "running").get();
        Gates.pass(deciding);

        Thread pausing = Thread.ofVirtual().start(engine::pause);

        await().during(Duration.ofMillis(200)).until(pausing::isAlive);
        goOn.countDown();
        assertThat(pausing.join(CounterFixture.SOON)).isTrue();
        counter.expectEachCountedOnce(1);
    }

    @Test
    void aFollowUpThatCannotBeMadeIsToldAndHoldsUpItsOwnPartitionOnly() throws Exception {
        AtomicInteger tries = new AtomicInteger();
        AtomicBoolean bug = new AtomicBoolean(true);
        Engine<?, ?> engine = counter.start(
                new GivingStage(command -> {}, next -> {
                    tries.incrementAndGet();
                    if (bug.get()) {
                        throw new IllegalStateException("planted");
                    }
                }),
                counter.quick(),
                counter.database.dataSource());

        counter.send(1, "before").get();
        counter.send(GivingStage.gift(1)).get();
        counter.send(1, "after").get();
        counter.sendMany(0, 40, 20);

        counter.awaitTotal(43);
        await().atMost(CounterFixture.SOON).untilAsserted(() -> {
            assertThat(tries).hasValueGreaterThan(2);
            assertThat(engine.health().ready()).isFalse();
            assertThat(engine.health().reason()).contains("STALLED").contains("planted");
            assertThat(engine.health().partitions().values())
                    .filteredOn(state -> state == PartitionState.STALLED)
                    .hasSize(1);
            assertThat(engine.lag())
                    .filteredOn(lag -> lag.detail() != null)
                    .singleElement()
                    .satisfies(lag -> assertThat(lag.detail()).contains("cannot be made"));
            assertThat(counter.number("select count(*) from progress where published_seq < journal_seq"))
                    .isEqualTo(1);
        });
        bug.set(false);

        counter.awaitTotal(44);
        counter.expectWholeJournal();
        await().atMost(CounterFixture.SOON).until(() -> engine.health().ready());
        assertThat(counter.published()).as("nothing was published twice").hasSize(44);
    }

    private static int wrongPartition(Message message) {
        byte[] key = message.key().getBytes(StandardCharsets.UTF_8);
        int home = Utils.toPositive(Utils.murmur2(key)) % CounterFixture.PARTITIONS;
        return (home + 1) % CounterFixture.PARTITIONS;
    }
}
