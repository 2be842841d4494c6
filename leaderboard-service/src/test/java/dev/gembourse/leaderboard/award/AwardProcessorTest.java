package dev.gembourse.leaderboard.award;

import static dev.gembourse.leaderboard.Trading.account;
import static dev.gembourse.leaderboard.Trading.deposited;
import static dev.gembourse.leaderboard.Trading.opened;
import static dev.gembourse.leaderboard.Trading.partnerTrade;
import static dev.gembourse.leaderboard.Trading.settled;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import dev.gembourse.events.leaderboard.LeaderboardEvent;
import dev.gembourse.events.leaderboard.LeaderboardEvent.GemsAwarded;
import dev.gembourse.events.leaderboard.LeaderboardEvent.MilestoneReached;
import dev.gembourse.events.leaderboard.LeaderboardEvent.PlayerJoined;
import dev.gembourse.events.trading.TradingEvent;
import dev.gembourse.events.value.StreamPosition;
import dev.gembourse.exactlyonce.BatchProcessor;
import dev.gembourse.exactlyonce.Input;
import dev.gembourse.exactlyonce.Writes;
import dev.gembourse.leaderboard.TestDatabase;
import java.sql.Connection;
import java.sql.SQLException;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class AwardProcessorTest {

    private static final Instant NOON = Instant.parse("2026-01-02T12:00:00Z");
    private static final int PARTITION = 3;
    private static final String PLAYERS = """
            select account_id, partition, username, gems, trade_count, reached_at at time zone 'UTC'
              from player
             order by account_id
            """;
    private static final String AWARDS = """
            select partition, source_seq, account_id, gems, trade_count
              from award
             order by source_seq
            """;

    private static TestDatabase database;

    private final List<LeaderboardEvent> journal = new ArrayList<>();
    private final List<String> correlations = new ArrayList<>();

    @BeforeAll
    static void open() {
        database = new TestDatabase();
    }

    @AfterAll
    static void close() {
        database.close();
    }

    @BeforeEach
    void empty() {
        database.execute("truncate player, award");
    }

    @Test
    void tradesBecomeAwardsAndScores() throws SQLException {
        List<TradingEvent> events = new ArrayList<>(List.of(opened("alice", NOON), opened("bob", NOON.plusSeconds(1))));
        events.add(deposited("alice", NOON.plusSeconds(2)));
        for (int trade = 1; trade <= 5; trade++) {
            Instant at = NOON.plusSeconds(10 + trade);
            events.add(trade == 3 ? partnerTrade("alice", at) : settled("alice", at));
        }

        settle(processor(), inputs(1, events));

        assertThat(database.rows(PLAYERS))
                .containsExactlyInAnyOrder(
                        account("alice") + " 3 alice 10 5 2026-01-02 12:00:15",
                        account("bob") + " 3 bob 0 0 2026-01-02 12:00:01");
        assertThat(database.rows(AWARDS))
                .containsExactly(
                        "3 4 " + account("alice") + " 1 1",
                        "3 5 " + account("alice") + " 1 2",
                        "3 6 " + account("alice") + " 1 3",
                        "3 7 " + account("alice") + " 1 4",
                        "3 8 " + account("alice") + " 6 5");
        assertThat(journal)
                .hasSize(2 + 5 + 1)
                .startsWith(new PlayerJoined(
                        account("alice"), opened("alice", NOON).username(), new StreamPosition(PARTITION, 1), NOON))
                .endsWith(
                        new GemsAwarded(
                                account("alice"), 6, 10, 5, new StreamPosition(PARTITION, 8), NOON.plusSeconds(15)),
                        new MilestoneReached(
                                account("alice"), 5, 5, new StreamPosition(PARTITION, 8), NOON.plusSeconds(15)));
        assertThat(correlations.getLast())
                .isEqualTo(events.getLast().operationId().toString());
    }

    @ParameterizedTest(name = "seed {0}")
    @ValueSource(longs = {31, 32})
    void theOutcomeDoesNotDependOnBatchesCachesOrTakeOvers(long seed) throws SQLException {
        Random random = new Random(seed);
        List<Input<TradingEvent>> history = inputs(1, randomHistory(random));
        settle(processor(), history);
        List<String> atOnce = new ArrayList<>(database.rows(PLAYERS));
        atOnce.addAll(database.rows(AWARDS));
        List<LeaderboardEvent> told = List.copyOf(journal);
        empty();
        journal.clear();

        BatchProcessor<TradingEvent, LeaderboardEvent> processor = processor();
        for (int from = 0; from < history.size(); ) {
            int to = Math.min(history.size(), from + 1 + random.nextInt(40));
            processor = random.nextInt(4) == 0 ? processor() : processor;
            settle(processor, history.subList(from, to));
            from = to;
        }

        List<String> bitByBit = new ArrayList<>(database.rows(PLAYERS));
        bitByBit.addAll(database.rows(AWARDS));
        assertThat(bitByBit).isEqualTo(atOnce);
        assertThat(journal).isEqualTo(told);
    }

    @Test
    void anAwardCannotBeGivenTwice() throws SQLException {
        settle(processor(), inputs(1, List.of(opened("alice", NOON), settled("alice", NOON.plusSeconds(1)))));
        List<String> before = database.rows(PLAYERS);

        assertThatExceptionOfType(SQLException.class)
                .isThrownBy(() -> settle(processor(), inputs(2, List.of(settled("alice", NOON.plusSeconds(1))))))
                .withMessageContaining("award_pk");

        assertThat(database.rows(PLAYERS)).isEqualTo(before);
    }

    @Test
    void whatTheJournalTellsAlreadyIsNotToldAgain() throws SQLException {
        database.execute("insert into rebuild (number, partition, told_seq, why) values (1, 9, 2, 'test')");
        BatchProcessor<TradingEvent, LeaderboardEvent> processor = new AwardProcessor(new PlayerCache(10));

        settle(
                processor,
                inputs(
                        9,
                        1,
                        List.of(
                                opened("alice", NOON),
                                settled("alice", NOON.plusSeconds(1)),
                                settled("alice", NOON.plusSeconds(2)))));

        assertThat(journal).extracting(event -> event.cause().index()).containsExactly(3L);
        assertThat(database.rows("select gems from player")).containsExactly("2");
    }

    @Test
    void aPlayerOfAnotherPartitionIsNotTouched() throws SQLException {
        settle(processor(), inputs(1, List.of(opened("alice", NOON))));
        BatchProcessor<TradingEvent, LeaderboardEvent> other = new AwardProcessor(new PlayerCache(10));

        assertThatExceptionOfType(IllegalStateException.class)
                .isThrownBy(() -> settle(other, inputs(PARTITION + 1, 1, List.of(settled("alice", NOON)))))
                .withMessageContaining("changed 0 by: insert into player");
    }

    private static BatchProcessor<TradingEvent, LeaderboardEvent> processor() {
        return new AwardProcessor(new PlayerCache(5));
    }

    private static List<TradingEvent> randomHistory(Random random) {
        List<TradingEvent> events = new ArrayList<>();
        for (int player = 0; player < 30; player++) {
            events.add(opened("player" + player, NOON.plusNanos(random.nextInt(1_000_000))));
        }
        for (int trade = 0; trade < 400; trade++) {
            events.add(settled(
                    "player" + random.nextInt(30), NOON.plusSeconds(trade).plusNanos(random.nextInt(1_000_000))));
        }
        return events;
    }

    private static List<Input<TradingEvent>> inputs(long firstSeq, List<TradingEvent> events) {
        return inputs(PARTITION, firstSeq, events);
    }

    private static List<Input<TradingEvent>> inputs(int partition, long firstSeq, List<TradingEvent> events) {
        List<Input<TradingEvent>> inputs = new ArrayList<>();
        for (TradingEvent event : events) {
            long seq = firstSeq + inputs.size();
            inputs.add(
                    new Input<>(new StreamPosition(partition, seq + 100), new StreamPosition(partition, seq), event));
        }
        return inputs;
    }

    /** What the engine does with a batch. */
    private void settle(BatchProcessor<TradingEvent, LeaderboardEvent> processor, List<Input<TradingEvent>> batch)
            throws SQLException {
        try (Connection transaction = database.dataSource().getConnection()) {
            transaction.setAutoCommit(false);
            try {
                processor.load(transaction, batch);
                for (Input<TradingEvent> input : batch) {
                    processor.decide(input, NOON.plusSeconds(99_999), (correlation, event) -> {
                        correlations.add(correlation);
                        journal.add(event);
                        return new StreamPosition(PARTITION, journal.size());
                    });
                }
                Writes writes = new Writes();
                processor.write(transaction, writes);
                writes.send(transaction);
                transaction.commit();
                processor.committed();
            } catch (SQLException | RuntimeException e) {
                transaction.rollback();
                throw e;
            }
        }
    }
}
