package dev.gembourse.exactlyonce;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import dev.gembourse.events.view.PartitionLagView;
import dev.gembourse.events.wire.Contracts;
import dev.gembourse.events.wire.Message;
import dev.gembourse.events.wire.Topics;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.Future;
import java.util.concurrent.atomic.AtomicBoolean;
import org.apache.kafka.clients.admin.NewPartitions;
import org.apache.kafka.clients.producer.KafkaProducer;
import org.apache.kafka.clients.producer.RecordMetadata;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/** A topic that is not the one that was settled from: nothing of it takes effect before somebody has said so. */
class ChangedTopicTest {

    private static final int MORE_PARTITIONS = 6;

    private final CounterFixture counter = new CounterFixture();

    @AfterEach
    void stop() {
        counter.close();
    }

    @Test
    void aTopicThatWasCreatedAgainIsRefusedUntilItIsAdopted() throws Exception {
        Engine<?, ?> before = counter.start();
        counter.sendMany(0, 100, 20);
        counter.awaitTotal(100);
        before.stop();
        counter.renewTopic(Topics.TRADING_COMMANDS, CounterFixture.PARTITIONS);
        sendManyAnew(100, 150);

        Engine<?, ?> engine = counter.start();

        awaitRefusal(engine, "deleted and created again");
        counter.expectEachCountedOnce(100);

        // The offsets of the former topic stand in "counted", whose key would take the same ones for a repeat.
        counter.execute("truncate counted");
        for (int partition = 0; partition < CounterFixture.PARTITIONS; partition++) {
            engine.adopt(partition, 0, "test of adopting");
        }

        counter.awaitTotal(150);
        counter.expectWholeJournal();
        await().atMost(CounterFixture.SOON).until(() -> engine.health().ready());
        assertThat(counter.texts("select distinct kind || ' ' || why from intervention"))
                .containsExactly("adopt test of adopting");
    }

    @Test
    void aFollowUpThatWasLostWithItsTopicIsSentAgainByAdopting() throws Exception {
        String victim = CounterFixture.account(1_003).toString();
        Engine<?, ?> before = counter.start(
                new GivingStage(
                        command -> {
                            if (command.accountId().toString().equals(victim)) {
                                throw new IllegalStateException("a bug");
                            }
                        },
                        next -> {}),
                counter.quick(),
                counter.database.dataSource());
        for (int account = 1; account <= 5; account++) {
            counter.send(GivingStage.gift(account)).get();
        }
        counter.awaitTotal(9);
        await().atMost(CounterFixture.SOON)
                .until(() -> counter.number("select count(*) from quarantine where key = '" + victim + "'") == 1);
        counter.awaitPublished();
        before.stop();
        counter.renewTopic(Topics.TRADING_COMMANDS, CounterFixture.PARTITIONS);
        Engine<?, ?> engine = counter.start(
                new GivingStage(command -> {}, next -> {}), counter.quick(), counter.database.dataSource());
        awaitRefusal(engine, "deleted and created again");

        // As above; none of those whose follow-up was settled may come again.
        counter.execute("truncate counted");
        for (int partition = 0; partition < CounterFixture.PARTITIONS; partition++) {
            engine.adopt(partition, 0, "test of adopting");
        }

        counter.awaitTotal(10);
        counter.expectWholeJournal();
        assertThat(counter.texts("select total::text from counter where account_id = '" + victim + "'"))
                .containsExactly("1");
    }

    @Test
    void aRunningEngineSendsAFollowUpAgainThatRetentionHasTaken() throws Exception {
        String victim = CounterFixture.account(1_003).toString();
        AtomicBoolean bug = new AtomicBoolean(true);
        Engine<?, ?> engine = counter.start(
                new GivingStage(
                        command -> {
                            if (bug.get() && command.accountId().toString().equals(victim)) {
                                throw new IllegalStateException("a bug");
                            }
                        },
                        next -> {}),
                counter.quick(),
                counter.database.dataSource());
        counter.send(GivingStage.gift(3)).get();
        await().atMost(CounterFixture.SOON)
                .until(() -> counter.number("select count(*) from quarantine where key = '" + victim + "'") == 1);
        counter.awaitPublished();
        bug.set(false);

        int partition = (int) counter.number("select partition from quarantine");
        long next = counter.number("select next_offset from progress where partition = " + partition);
        engine.adopt(partition, next, "the follow-up cannot be read any more");

        counter.awaitTotal(2);
        counter.expectWholeJournal();
    }

    @Test
    void aTopicThatIsCreatedAgainUnderARunningEngineIsNoticed() throws Exception {
        Engine<?, ?> engine = counter.start();
        counter.sendMany(0, 20, 20);
        counter.awaitTotal(20);

        counter.renewTopic(Topics.TRADING_COMMANDS, CounterFixture.PARTITIONS);
        // More than there were, so that the former place exists in the new topic as well.
        sendManyAnew(20, 420);

        awaitRefusal(engine, "deleted and created again");
    }

    @Test
    void partitionsThatAreAddedAreRefusedByARunningEngineAndByANewOne() throws Exception {
        Engine<?, ?> before = counter.start();
        counter.sendMany(0, 100, 20);
        counter.awaitTotal(100);

        counter.admin
                .createPartitions(Map.of(
                        Topics.TRADING_COMMANDS, NewPartitions.increaseTo(MORE_PARTITIONS),
                        Topics.TRADING_EVENTS, NewPartitions.increaseTo(MORE_PARTITIONS)))
                .all()
                .get();

        awaitRefusal(before, "to have 4 partitions but got 6");
        assertThat(before.lag()).as("also those that nobody has settled").hasSize(MORE_PARTITIONS);
        before.stop();
        Message message = Contracts.TRADING_COMMANDS.write(CounterFixture.deposit(1, "in a new partition"));
        counter.send(4, message.key(), message.type(), message.value()).get();
        sendManyAnew(100, 200);

        Engine<?, ?> engine = counter.start();

        await().atMost(CounterFixture.SOON)
                .untilAsserted(() -> assertThat(engine.health().partitions())
                        .hasSize(MORE_PARTITIONS)
                        .allSatisfy((partition, state) -> assertThat(state).isEqualTo(PartitionState.STOPPED)));
        counter.expectEachCountedOnce(100);
    }

    private static void awaitRefusal(Engine<?, ?> engine, String why) {
        await().atMost(CounterFixture.SOON).untilAsserted(() -> {
            assertThat(engine.health().ready()).isFalse();
            assertThat(engine.health().alive()).isTrue();
            assertThat(engine.health().reason()).contains("STOPPED").contains(why);
            assertThat(engine.lag())
                    .filteredOn(lag -> lag.partition() < CounterFixture.PARTITIONS)
                    .hasSize(CounterFixture.PARTITIONS)
                    .allSatisfy(lag -> assertThat(lag.detail()).contains(why))
                    .extracting(PartitionLagView::state)
                    .containsOnly("STOPPED");
        });
    }

    /** By a producer that has never seen the former topic. */
    private void sendManyAnew(int from, int to) throws Exception {
        try (KafkaProducer<byte[], byte[]> producer = counter.newProducer()) {
            List<Future<RecordMetadata>> answers = new ArrayList<>();
            for (int i = from; i < to; i++) {
                answers.add(producer.send(CounterFixture.record(i % 20, "key-" + i)));
            }
            for (Future<RecordMetadata> answer : answers) {
                answer.get();
            }
        }
    }
}
