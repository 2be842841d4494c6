package dev.gembourse.leaderboard;

import static dev.gembourse.leaderboard.Trading.deposited;
import static dev.gembourse.leaderboard.Trading.opened;
import static dev.gembourse.leaderboard.Trading.partnerTrade;
import static dev.gembourse.leaderboard.Trading.settled;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import dev.gembourse.events.trading.TradingEvent;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** Whatever happens to the service and to its input: the board stays the board that the events make (I8). */
class RecoveryTest {

    private static final Instant NOON = Instant.parse("2026-01-02T12:00:00Z");
    private static final Duration PATIENCE = Duration.ofSeconds(40);
    private static final int PLAYERS = 40;
    private static final String WHOLE_BOARD = "/v1/leaderboard?limit=1000";
    private static final String TABLES = """
            select 'player', account_id, partition, username, gems, trade_count, reached_at
              from player
             union all
            select 'award', account_id, partition, source_seq::text, gems, trade_count, null
              from award
             order by 1, 2, 3, 4
            """;
    private static final String JOURNAL = """
            select partition, seq, key, type, correlation_id, recorded_at, encode(value, 'escape')
              from journal
             order by partition, seq
            """;

    private final List<RunningService> services = new ArrayList<>();
    private TestDatabase database;
    private TestKafka kafka;
    private TradingLog trading;

    @BeforeEach
    void start() {
        database = new TestDatabase();
        kafka = new TestKafka();
        trading = new TradingLog(kafka);
    }

    @AfterEach
    void stop() {
        services.forEach(RunningService::close);
        kafka.close();
        database.close();
    }

    @Test
    void aRestartAndASecondInstanceShowTheSameBoard() {
        trading.publish(history(61));
        RunningService first = service();
        trading.awaitOn(first);
        String board = first.get(WHOLE_BOARD).body();

        RunningService second = service();
        assertThat(second.get(WHOLE_BOARD).body()).isEqualTo(board);
        trading.publish(trades(62));
        trading.awaitOn(first);
        trading.awaitOn(second);
        String more = first.get(WHOLE_BOARD).body();
        assertThat(more).isNotEqualTo(board);
        assertThat(second.get(WHOLE_BOARD).body()).isEqualTo(more);

        first.close();
        services.remove(first);
        trading.publish(trades(63));
        trading.awaitOn(second);
        RunningService third = service();
        assertThat(third.get(WHOLE_BOARD).body())
                .isEqualTo(second.get(WHOLE_BOARD).body())
                .isNotEqualTo(more);
    }

    @Test
    void aBoardMadeAnewIsTheSameBoardAndNothingIsToldTwice() {
        RunningService service = service();
        trading.publish(history(71));
        trading.publish(settled("ghost", NOON), deposited("player0", NOON));
        trading.awaitOn(service);
        String board = service.get(WHOLE_BOARD).body();
        List<String> tables = database.rows(TABLES);
        List<String> journal = database.rows(JOURNAL);
        assertThat(tables).hasSizeGreaterThan(200);
        database.execute("update player set gems = gems + 1000 where username = 'player1'");
        RunningService misled = service();
        assertThat(misled.get(WHOLE_BOARD).body()).isNotEqualTo(board);

        assertThat(service.post("/v1/ops/rebuild?why=test").statusCode()).isEqualTo(202);
        assertThat(service.get(WHOLE_BOARD).body()).as("shown meanwhile").isEqualTo(board);

        await().atMost(PATIENCE)
                .untilAsserted(() -> assertThat(misled.get(WHOLE_BOARD).body()).isEqualTo(board));
        assertThat(service.get(WHOLE_BOARD).body()).isEqualTo(board);
        assertThat(database.rows(TABLES)).isEqualTo(tables);
        assertThat(database.rows(JOURNAL)).isEqualTo(journal);
        trading.publish(trades(72));
        trading.awaitOn(service);
        trading.awaitOn(misled);
        assertThat(misled.get(WHOLE_BOARD).body())
                .isEqualTo(service.get(WHOLE_BOARD).body())
                .isNotEqualTo(board);
        assertThat(database.rows("select kind, why, count(*) from intervention group by kind, why"))
                .containsExactly("rebuild test 4");
    }

    private RunningService service() {
        RunningService service = new RunningService(database, kafka);
        services.add(service);
        await().atMost(PATIENCE).until(service::isReady);
        return service;
    }

    private static List<TradingEvent> history(long seed) {
        Random random = new Random(seed);
        List<TradingEvent> events = new ArrayList<>();
        for (int player = 0; player < PLAYERS; player++) {
            events.add(opened("player" + player, NOON.plusNanos(random.nextInt(1_000_000_000))));
        }
        events.addAll(trades(seed + 1));
        return events;
    }

    private static List<TradingEvent> trades(long seed) {
        Random random = new Random(seed);
        List<TradingEvent> events = new ArrayList<>();
        for (int trade = 0; trade < 200; trade++) {
            String player = "player" + random.nextInt(PLAYERS);
            Instant at = NOON.plusSeconds(seed * 1_000 + random.nextInt(50));
            events.add(random.nextInt(5) == 0 ? partnerTrade(player, at) : settled(player, at));
        }
        return events;
    }
}
