package dev.gembourse.exactlyonce;

import static org.assertj.core.api.Assertions.assertThat;

import dev.gembourse.exactlyonce.EngineMetrics.Fault;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/** What one poll has brought of several partitions is settled in one transaction, unless a part of it is at fault. */
class SharedBatchTest {

    private static final int COMMANDS = 400;
    private static final int ACCOUNTS = 40;

    private final CounterFixture counter = new CounterFixture();

    @AfterEach
    void stop() {
        counter.close();
    }

    @Test
    void partitionsShareATransaction() throws Exception {
        counter.sendMany(0, COMMANDS, ACCOUNTS);
        counter.start(new CounterStage(), counter.quick("consumer-threads", "1"), counter.database.dataSource());

        counter.awaitTotal(COMMANDS);

        assertThat(counter.number("""
                select count(*)
                  from (select xmin::text from counted group by xmin::text having count(distinct partition) > 1) shared
                """)).isPositive();
        counter.expectWholeJournal();
        counter.expectEachCountedOnce(COMMANDS);
    }

    @Test
    void aRecordThatFailsIsSetAsideAndTheOtherSharesSettle() throws Exception {
        CounterStage buggy = new CounterStage(command -> {
            if (command.accountId().equals(CounterFixture.account(3))) {
                throw new IllegalStateException("a bug");
            }
        });
        counter.sendMany(0, COMMANDS, ACCOUNTS);
        counter.start(buggy, counter.quick("consumer-threads", "1"), counter.database.dataSource());

        int good = COMMANDS - COMMANDS / ACCOUNTS;
        counter.awaitTotal(good);

        counter.expectWholeJournal();
        counter.expectEachCountedOnce(good);
        assertThat(counter.texts("select distinct reason from quarantine")).containsExactly("PROCESSING_FAILED");
        assertThat(counter.number("select count(*) from quarantine")).isEqualTo(COMMANDS / ACCOUNTS);
        assertThat(counter.faults(Fault.POISON)).isEqualTo(COMMANDS / ACCOUNTS);
        assertThat(counter.faults(Fault.PASSING)).isZero();
    }

    @Test
    void aPartitionThatSomebodyElseHasMovedDoesNotHoldUpTheOthers() throws Exception {
        Engine<?, ?> engine = counter.start(
                new CounterStage(), counter.quick("consumer-threads", "1"), counter.database.dataSource());
        counter.sendMany(0, COMMANDS, ACCOUNTS);
        counter.awaitTotal(COMMANDS);
        counter.awaitPublished();

        // As another owner would leave it, and found back as it was: only the fence can tell.
        engine.pause();
        counter.sendMany(COMMANDS, 2 * COMMANDS, ACCOUNTS);
        counter.execute("update progress set interventions = interventions + 1 where partition = 2");
        engine.resume();

        counter.awaitTotal(2 * COMMANDS);
        counter.expectWholeJournal();
        counter.expectEachCountedOnce(2 * COMMANDS);
        assertThat(counter.faults(Fault.PASSING)).isZero();
    }
}
