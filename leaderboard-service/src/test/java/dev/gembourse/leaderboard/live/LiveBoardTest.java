package dev.gembourse.leaderboard.live;

import static dev.gembourse.leaderboard.Trading.account;
import static dev.gembourse.leaderboard.Trading.deposited;
import static dev.gembourse.leaderboard.Trading.opened;
import static dev.gembourse.leaderboard.Trading.settled;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import dev.gembourse.events.leaderboard.LeaderboardEvent;
import dev.gembourse.events.leaderboard.LeaderboardEvent.GemsAwarded;
import dev.gembourse.events.trading.TradingEvent;
import dev.gembourse.events.value.StreamPosition;
import dev.gembourse.events.wire.Contracts;
import dev.gembourse.events.wire.Topics;
import dev.gembourse.exactlyonce.KafkaAccess;
import dev.gembourse.leaderboard.SettledByHand;
import dev.gembourse.leaderboard.SettledByHand.Told;
import dev.gembourse.leaderboard.TestDatabase;
import dev.gembourse.leaderboard.TestKafka;
import dev.gembourse.leaderboard.rank.BoardEntry;
import java.sql.Connection;
import java.sql.SQLException;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Random;
import java.util.concurrent.atomic.AtomicBoolean;
import javax.sql.DataSource;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.springframework.jdbc.datasource.DelegatingDataSource;

/** The board in memory against a real Kafka and a real PostgreSQL, with a journal that loses and repeats at will. */
class LiveBoardTest {

    private static final Instant NOON = Instant.parse("2026-01-02T12:00:00Z");
    private static final Duration PATIENCE = Duration.ofSeconds(15);
    private static final LiveBoardSettings SETTINGS = new LiveBoardSettings(
            Duration.ofMillis(50), Duration.ofMillis(10), Duration.ofMillis(500), Duration.ofMillis(50));

    private static TestKafka kafka;

    private final List<LiveBoard> boards = new ArrayList<>();
    private TestDatabase database;
    private SettledByHand trading;

    @BeforeAll
    static void startKafka() {
        kafka = new TestKafka();
    }

    @AfterAll
    static void stopKafka() {
        kafka.close();
    }

    @BeforeEach
    void openDatabase() {
        database = new TestDatabase();
        trading = new SettledByHand(database);
    }

    @AfterEach
    void close() {
        boards.forEach(LiveBoard::close);
        database.close();
    }

    @Test
    void theBoardBeginsWithTheTablesAndGoesOnWithTheJournal() {
        publish(trading.settle(List.of(opened("alice", NOON), opened("bob", NOON.plusSeconds(1)), trade("alice", 2))));
        LiveBoard board = start();
        assertThat(names(board)).containsExactly("1 alice 1", "2 bob 0");

        publish(trading.settle(List.of(trade("bob", 3), trade("bob", 4), opened("carol", NOON.plusSeconds(5)))));

        awaitNames(board, "1 bob 2", "2 alice 1", "3 carol 0");
    }

    @Test
    void repeatedEventsChangeNothing() {
        List<Told> told = trading.settle(List.of(opened("alice", NOON), trade("alice", 1)));
        LiveBoard board = start();
        publish(told);
        List<Told> more = trading.settle(List.of(trade("alice", 2), trade("alice", 3)));
        publish(more);
        awaitNames(board, "1 alice 3");

        publish(told);
        publish(more);
        publish(trading.settle(List.of(trade("alice", 4))));

        awaitNames(board, "1 alice 4");
    }

    @Test
    void eventsThatAreMissingFromTheJournalAreReadFromTheTables() {
        LiveBoard board = start();
        publish(trading.settle(List.of(opened("alice", NOON))));
        awaitNames(board, "1 alice 0");

        List<Told> lost = trading.settle(List.of(trade("alice", 1), trade("alice", 2)));
        assertThat(lost).hasSize(2);
        publish(trading.settle(List.of(trade("alice", 3))));

        awaitNames(board, "1 alice 3");
    }

    @Test
    void eventsThatComeTooEarlyAreTakenWhenTheyComeAgainInOrder() {
        publish(trading.settle(List.of(opened("alice", NOON), opened("bob", NOON.plusSeconds(1)))));
        LiveBoard board = start();
        List<Told> told = trading.settle(List.of(trade("alice", 2), trade("alice", 3), trade("alice", 4)));

        publish(told.subList(0, 1));
        publish(told.subList(2, 3));
        awaitNames(board, "1 alice 1", "2 bob 0");
        publish(told.subList(1, 3));

        awaitNames(board, "1 alice 3", "2 bob 0");
    }

    @Test
    void recordsThatAreNotOfTheJournalArePassedOver() {
        publish(trading.settle(List.of(opened("alice", NOON))));
        LiveBoard board = start();
        int partition = TestKafka.partitionOf(account("alice"));

        kafka.publishRubbish(Topics.LEADERBOARD_EVENTS, partition);
        StreamPosition invented = new StreamPosition(partition, 1_000_000);
        LeaderboardEvent forged = new GemsAwarded(account("alice"), 1, 999, 999, invented, NOON);
        kafka.publish(Contracts.LEADERBOARD_EVENTS, forged, invented);
        publish(trading.settle(List.of(trade("alice", 1))));

        awaitNames(board, "1 alice 1");
    }

    @Test
    void twoInstancesAgreeWhateverOrderThePartitionsComeIn() {
        LiveBoard early = start();
        Random random = new Random(41);
        List<TradingEvent> history = new ArrayList<>();
        for (int player = 0; player < 20; player++) {
            history.add(opened("player" + player, NOON.plusNanos(random.nextInt(5_000))));
        }
        for (int trade = 0; trade < 200; trade++) {
            history.add(settled("player" + random.nextInt(20), NOON.plusSeconds(random.nextInt(10) * 60L + trade)));
        }
        List<Told> told = trading.settle(history);
        Collections.shuffle(told, random);
        told.sort((a, b) -> Long.compare(a.position().index(), b.position().index()));
        publish(told);
        await().atMost(PATIENCE).until(() -> names(early).size() == 20 && includesEverything(early));

        LiveBoard late = start();

        assertThat(late.index().orElseThrow().page(null, 100))
                .isEqualTo(early.index().orElseThrow().page(null, 100));
        assertThat(late.asOf()).isEqualTo(early.asOf());
    }

    @Test
    void aPositionWithoutGemsIsIncludedWhenTheTablesHavePassedIt() throws InterruptedException {
        publish(trading.settle(List.of(opened("alice", NOON))));
        LiveBoard board = start();
        int partition = TestKafka.partitionOf(account("alice"));
        StreamPosition next = new StreamPosition(partition, 2);
        assertThat(board.await(next, Duration.ofMillis(50))).isFalse();

        trading.settle(List.of(deposited("alice", NOON.plusSeconds(1))));

        assertThat(board.await(next, PATIENCE)).isTrue();
        assertThat(board.asOf()).isEqualTo(next.toString());
        assertThat(board.partitionCount()).isEqualTo(TestKafka.PARTITIONS);
    }

    @Test
    void aPositionIsNotIncludedBeforeItsGemsAreOnTheBoard() throws InterruptedException {
        publish(trading.settle(List.of(opened("alice", NOON))));
        LiveBoard board = start();
        int partition = TestKafka.partitionOf(account("alice"));

        List<Told> unpublished = trading.settle(List.of(trade("alice", 1), deposited("alice", NOON)));
        StreamPosition deposit = trading.last(partition);
        assertThat(board.await(deposit, Duration.ofMillis(300)))
                .as("settled, but its trade is not on the board yet")
                .isFalse();
        publish(unpublished);

        assertThat(board.await(deposit, PATIENCE)).isTrue();
        assertThat(names(board)).containsExactly("1 alice 1");
    }

    @Test
    void aFailureOfTheKeeperIsShownAndTheBoardIsRepairedAfterIt() {
        AtomicBoolean broken = new AtomicBoolean();
        LiveBoard board = start(new DelegatingDataSource(database.dataSource()) {
            @Override
            public Connection getConnection() throws SQLException {
                if (broken.get()) {
                    throw new IllegalStateException("planted");
                }
                return super.getConnection();
            }
        });
        publish(trading.settle(List.of(opened("alice", NOON))));
        awaitNames(board, "1 alice 0");

        broken.set(true);
        await().atMost(PATIENCE).until(() -> board.trouble().isPresent());
        assertThat(trading.settle(List.of(trade("alice", 1), trade("alice", 2))))
                .hasSize(2);
        publish(trading.settle(List.of(trade("alice", 3))));
        broken.set(false);

        awaitNames(board, "1 alice 3");
        await().atMost(PATIENCE).until(() -> board.trouble().isEmpty());
    }

    private LiveBoard start() {
        return start(database.dataSource());
    }

    private LiveBoard start(DataSource tables) {
        LiveBoard board = new LiveBoard(tables, KafkaAccess.to(kafka.bootstrap()), SETTINGS);
        boards.add(board);
        assertThat(board.trouble()).contains("the board is being built");
        board.start();
        await().atMost(PATIENCE).until(() -> board.trouble().isEmpty());
        return board;
    }

    private boolean includesEverything(LiveBoard board) {
        for (int partition = 0; partition < TestKafka.PARTITIONS; partition++) {
            if (!List.of(board.asOf().split(","))
                    .contains(trading.last(partition).toString())) {
                return false;
            }
        }
        return true;
    }

    private void publish(List<Told> told) {
        told.forEach(fact -> kafka.publish(Contracts.LEADERBOARD_EVENTS, fact.event(), fact.position()));
    }

    private void awaitNames(LiveBoard board, String... expected) {
        await().atMost(PATIENCE).untilAsserted(() -> assertThat(names(board)).containsExactly(expected));
    }

    private static List<String> names(LiveBoard board) {
        List<BoardEntry> entries = board.index().orElseThrow().page(null, 100).entries();
        return entries.stream()
                .map(entry -> entry.rank() + " " + entry.username() + " " + entry.gems())
                .toList();
    }

    private static TradingEvent trade(String name, int second) {
        return settled(name, NOON.plusSeconds(second));
    }
}
