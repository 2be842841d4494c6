package dev.gembourse.exactlyonce;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.awaitility.Awaitility.await;

import dev.gembourse.events.trading.TradingEvent;
import dev.gembourse.events.trading.TradingEvent.Deposited;
import dev.gembourse.events.value.StreamPosition;
import dev.gembourse.events.view.PartitionLagView;
import dev.gembourse.events.wire.Contract;
import dev.gembourse.events.wire.Contracts;
import dev.gembourse.events.wire.Headers;
import dev.gembourse.events.wire.Message;
import dev.gembourse.events.wire.Topics;
import java.nio.charset.StandardCharsets;
import java.sql.Connection;
import java.sql.SQLException;
import java.time.Instant;
import java.util.List;
import java.util.Objects;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.common.utils.Utils;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/** A stage whose input is a journal: events are applied in the order of their numbers, whatever order they come in. */
class JournalInputTest {

    private static final Message EVENT = Contracts.TRADING_EVENTS.write(event());
    private static final int PARTITION =
            Utils.toPositive(Utils.murmur2(bytes(EVENT.key()))) % CounterFixture.PARTITIONS;

    private final CounterFixture counter = new CounterFixture();

    @AfterEach
    void stop() {
        counter.close();
    }

    @Test
    void repeatsAreDropped() throws Exception {
        start();

        publish(1, 2, 3, 2, 3, 1, 4);

        awaitApplied("1", "2", "3", "4");
        assertThat(dropped("repeat")).isEqualTo(3);
    }

    @Test
    void whatComesAfterAGapWaitsUntilItIsPublishedAgain() throws Exception {
        Engine<?, ?> engine = start();

        publish(1, 2, 4, 5);

        await().atMost(CounterFixture.SOON)
                .untilAsserted(() -> assertThat(lag(engine))
                        .satisfies(lag -> assertThat(lag.state()).isEqualTo("STALLED"))
                        .satisfies(lag ->
                                assertThat(lag.detail()).contains("expected event 3 of the journal but have seen 5")));
        awaitApplied("1", "2");

        publish(3, 4, 5, 6);

        awaitApplied("1", "2", "3", "4", "5", "6");
        awaitState(engine, "OK");
        assertThat(dropped("gap")).isEqualTo(2);
        assertThat(dropped("repeat")).isZero();
    }

    @Test
    void aGapIsRememberedByTheNextOwner() throws Exception {
        Engine<?, ?> first = start();
        publish(1, 3);
        awaitState(first, "STALLED");
        first.stop();

        Engine<?, ?> next = start();
        awaitState(next, "STALLED");
        publish(2, 3);

        awaitApplied("1", "2", "3");
    }

    @Test
    void eventsThatDoNotTellTheirNumberAreQuarantined() throws Exception {
        start();

        publish(1);
        counter.producer.send(record(null)).get();
        counter.producer
                .send(record((PARTITION + 1) % CounterFixture.PARTITIONS + ".2"))
                .get();
        counter.producer.send(record(PARTITION + ".0")).get();
        publish(2);

        awaitApplied("1", "2");
        assertThat(counter.texts("select reason from quarantine"))
                .containsExactly("BAD_POSITION", "BAD_POSITION", "BAD_POSITION");
    }

    @Test
    void aRecordOfSomebodyElseTakesNoEventsPlace() throws Exception {
        start();
        ProducerRecord<byte[], byte[]> foreign = record(PARTITION + ".2");
        foreign.headers().remove(Headers.SOURCE).add(Headers.SOURCE, bytes("/elsewhere"));

        publish(1);
        counter.producer.send(foreign).get();
        publish(2);

        awaitApplied("1", "2");
        assertThat(counter.texts("select reason from quarantine")).containsExactly("FOREIGN_SOURCE");
        assertThat(dropped("repeat")).isZero();
    }

    @Test
    void aJournalIsNotRewound() throws Exception {
        Engine<?, ?> engine = start();
        publish(1);
        awaitApplied("1");

        assertThatThrownBy(() -> engine.rewind(PARTITION, 0, "test of rewinding"))
                .isInstanceOf(IllegalStateException.class)
                .hasMessageContaining("rebuild counter from it instead");
    }

    private Engine<?, ?> start() {
        return counter.start(new ReadingStage(), counter.quick(), counter.database.dataSource());
    }

    private void publish(int... numbers) throws Exception {
        for (int number : numbers) {
            counter.producer.send(record(PARTITION + "." + number)).get();
        }
    }

    private static ProducerRecord<byte[], byte[]> record(String id) {
        ProducerRecord<byte[], byte[]> record =
                new ProducerRecord<>(Topics.TRADING_EVENTS, PARTITION, bytes(EVENT.key()), EVENT.value());
        record.headers().add(Headers.TYPE, bytes(EVENT.type()));
        record.headers().add(Headers.SOURCE, bytes(Contracts.TRADING_EVENTS.source()));
        if (id != null) {
            record.headers().add(Headers.ID, bytes(id));
        }
        return record;
    }

    private void awaitApplied(String... numbers) {
        await().atMost(CounterFixture.SOON)
                .untilAsserted(() -> assertThat(counter.texts("select place from counted order by place"))
                        .containsExactly(numbers));
    }

    private static void awaitState(Engine<?, ?> engine, String state) {
        await().atMost(CounterFixture.SOON)
                .untilAsserted(() -> assertThat(lag(engine).state()).isEqualTo(state));
    }

    private double dropped(String outcome) {
        return counter.meters
                .get("gembourse.engine.records")
                .tag("outcome", outcome)
                .counter()
                .count();
    }

    private static PartitionLagView lag(Engine<?, ?> engine) {
        return engine.lag().stream()
                .filter(lag -> lag.partition() == PARTITION)
                .findFirst()
                .orElseThrow(() -> new AssertionError("expected a row of progress"));
    }

    private static Deposited event() {
        var deposit = CounterFixture.deposit(1, "only");
        return new Deposited(
                deposit.operationId(),
                deposit.accountId(),
                deposit.money(),
                deposit.money().amount(),
                null,
                Instant.EPOCH);
    }

    private static byte[] bytes(String text) {
        return text.getBytes(StandardCharsets.UTF_8);
    }

    /** Notes the place of each event in the journal, under a key that takes each place once. */
    private static final class ReadingStage implements Stage<TradingEvent, TradingEvent> {

        @Override
        public String name() {
            return "counter";
        }

        @Override
        public Contract<TradingEvent> input() {
            return Contracts.TRADING_EVENTS;
        }

        @Override
        public boolean inputIsJournal() {
            return true;
        }

        /** Nothing is ever appended. */
        @Override
        public Contract<TradingEvent> output() {
            return Contracts.TRADING_EVENTS;
        }

        @Override
        public BatchProcessor<TradingEvent, TradingEvent> open() {
            Rows counted = Rows.into("counted", "partition", "place");
            return new BatchProcessor<>() {
                @Override
                public void load(Connection transaction, List<Input<TradingEvent>> batch) {}

                @Override
                public void decide(Input<TradingEvent> input, Instant now, Journal<TradingEvent> journal) {
                    StreamPosition place = Objects.requireNonNull(input.journalPosition());
                    counted.integer(place.partition()).bigint(place.index()).endRow();
                }

                @Override
                public void write(Connection transaction, Writes writes) throws SQLException {
                    writes.add(counted);
                }
            };
        }
    }
}
