package dev.gembourse.leaderboard;

import static dev.gembourse.leaderboard.Trading.account;
import static dev.gembourse.leaderboard.Trading.deposited;
import static dev.gembourse.leaderboard.Trading.opened;
import static dev.gembourse.leaderboard.Trading.settled;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import dev.gembourse.events.trading.TradingEvent;
import dev.gembourse.events.value.AccountId;
import dev.gembourse.events.value.Side;
import dev.gembourse.events.value.StreamPosition;
import dev.gembourse.events.view.LeaderboardView;
import dev.gembourse.events.view.PartitionLagView;
import dev.gembourse.events.view.StandingView;
import dev.gembourse.events.wire.Json;
import java.net.http.HttpResponse;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import tools.jackson.databind.JsonNode;

/** The service as its users see it: trading events in, ranks out, with a real Kafka and a real PostgreSQL. */
class LeaderboardServiceTest {

    private static final Instant NOON = Instant.parse("2026-01-02T12:00:00Z");
    private static final Duration PATIENCE = Duration.ofSeconds(30);

    private static TestDatabase database;
    private static TestKafka kafka;
    private static TradingLog trading;
    private static RunningService service;
    private static long seconds;

    @BeforeAll
    static void start() {
        database = new TestDatabase();
        kafka = new TestKafka();
        trading = new TradingLog(kafka);
        service = new RunningService(database, kafka);
        play("ruby", 185);
        play("opal", 135);
        play("jade", 85);
        play("onyx", 85);
        play("amber", 9);
        play("pearl", 4);
        await().atMost(PATIENCE).until(service::isReady);
        trading.awaitOn(service);
    }

    @AfterAll
    static void stop() {
        service.close();
        kafka.close();
        database.close();
    }

    @Test
    void playersAreRankedByGemsAndEqualGemsShareARank() {
        LeaderboardView board = board("?limit=6");

        assertThat(board.entries())
                .extracting(
                        entry -> entry.rank() + " " + entry.username() + " " + entry.gems() + " " + entry.tradeCount())
                .containsExactly(
                        "1 ruby 200 185",
                        "2 opal 150 135",
                        "3 jade 100 85",
                        "3 onyx 100 85",
                        "5 amber 14 9",
                        "6 pearl 4 4");
    }

    @Test
    void aReadSeesTheTradeWhosePositionItNames() {
        for (int trade = 0; trade < 20; trade++) {
            String name = "late" + trade;
            StreamPosition position =
                    trading.publish(opened(name, NOON), settled(name, Side.BUY, NOON), settled(name, Side.SELL, NOON));

            StandingView standing = service.read(standing(name, "?wait=10&at-least=" + position), StandingView.class);

            assertThat(standing.gems()).isEqualTo(2);
            assertThat(standing.asOf().split(",")).contains(position.toString());
        }
    }

    @Test
    void aReadSeesAPositionThatMovedNoGems() {
        StreamPosition position = trading.publish(opened("saver", NOON), deposited("saver", NOON));

        assertThat(service.read(standing("saver", "?wait=10&at-least=" + position), StandingView.class)
                        .gems())
                .isZero();
    }

    @Test
    void repeatedTradesEarnNothing() {
        TradingEvent trade = settled("twice", NOON);
        StreamPosition position = trading.publish(opened("twice", NOON), trade);

        trading.repeat(trade, position);
        trading.repeat(opened("twice", NOON), new StreamPosition(position.partition(), position.index() - 1));
        trading.publish(settled("twice", NOON));
        trading.awaitOn(service);

        assertThat(service.read(standing("twice", ""), StandingView.class).gems())
                .isEqualTo(2);
        assertThat(database.rows("select count(*) from award where account_id = '" + account("twice") + "'"))
                .containsExactly("2");
    }

    @Test
    void anEventThatCannotBeTrueIsSetAsideAndItsNeighboursCount() {
        trading.publish(settled("ghost", NOON), opened("alive", NOON), settled("alive", NOON));
        trading.publish(settled("alive", Instant.MAX), opened("alive", NOON), settled("alive", NOON));
        trading.awaitOn(service);

        assertThat(service.read(standing("alive", ""), StandingView.class).gems())
                .isEqualTo(2);
        assertThat(service.get(standing("ghost", "")).statusCode()).isEqualTo(404);
        assertThat(database.rows("select reason from quarantine")).hasSize(3);
    }

    @Test
    void pagesCoverTheBoardOnceAndWithoutAnEndOfTheirOwn() {
        LeaderboardView whole = board("?limit=1000");
        List<LeaderboardView.Entry> entries = new ArrayList<>();
        @Nullable String cursor = null;
        do {
            LeaderboardView page = board("?limit=4" + (cursor == null ? "" : "&cursor=" + cursor));
            assertThat(page.entries()).isNotEmpty();
            entries.addAll(page.entries());
            cursor = page.page().nextCursor();
        } while (cursor != null && entries.size() <= whole.entries().size());

        assertThat(entries).startsWith(whole.entries().toArray(LeaderboardView.Entry[]::new));
        assertThat(whole.page().nextCursor()).isNull();
    }

    @Test
    void aStandingTellsThePlaceAndItsSurroundings() {
        JsonNode json =
                Json.STRICT.readTree(service.get(standing("onyx", "?around=1")).body());
        StandingView standing = service.read(standing("onyx", "?around=1"), StandingView.class);

        assertThat(standing.rank()).isEqualTo(3);
        assertThat(standing.gemsToNextRank()).isEqualTo(50);
        assertThat(standing.around())
                .extracting(entry -> entry.username().value())
                .containsExactly("jade", "onyx", "amber");
        assertThat(json.get("percentile").isString()).as("decimals are strings").isTrue();
        assertThat(standing.percentile()).isBetween(java.math.BigDecimal.ONE, new java.math.BigDecimal("99.99"));
        assertThat(Json.STRICT
                        .readTree(service.get(standing("ruby", "")).body())
                        .has("gemsToNextRank"))
                .as("absent at the top")
                .isFalse();
    }

    @Test
    void manyPlayersCanBeLookedUpAtOnce() {
        List<AccountId> thousand = new ArrayList<>(List.of(account("opal"), account("nobody"), account("ruby")));
        while (thousand.size() < 1_000) {
            thousand.add(account("nobody" + thousand.size()));
        }
        String ids = String.join(",", thousand.stream().map(AccountId::toString).toList());

        LeaderboardView.Entry[] entries =
                service.read("/v1/leaderboard/standings?accounts=" + ids, LeaderboardView.Entry[].class);

        assertThat(entries).extracting(entry -> entry.username().value()).containsExactly("opal", "ruby");
        assertThat(entries).extracting(LeaderboardView.Entry::rank).containsExactly(2L, 1L);
    }

    @ParameterizedTest(name = "{2} {0} {1}")
    @CsvSource({
        "/v1/leaderboard, limit=0, 400, INVALID_PARAMETER, limit",
        "/v1/leaderboard, limit=1001, 400, INVALID_PARAMETER, limit",
        "/v1/leaderboard, limit=ten, 400, INVALID_PARAMETER, limit",
        "/v1/leaderboard, limit=99999999999, 400, INVALID_PARAMETER, limit",
        "/v1/leaderboard, cursor=nonsense, 400, INVALID_PARAMETER, cursor",
        "/v1/leaderboard, cursor=%00, 400, INVALID_PARAMETER, cursor",
        "/v1/leaderboard, at-least=7, 400, INVALID_PARAMETER, at-least",
        "/v1/leaderboard, at-least=-1.4, 400, INVALID_PARAMETER, at-least",
        "/v1/leaderboard, at-least=4.1, 400, INVALID_PARAMETER, at-least",
        "/v1/leaderboard, wait=11, 400, INVALID_PARAMETER, wait",
        "/v1/leaderboard, wait=-1, 400, INVALID_PARAMETER, wait",
        "/v1/leaderboard, wait=0&at-least=3.999999, 503, NOT_YET_APPLIED,",
        "/v1/leaderboard/accounts/42, '', 400, INVALID_PARAMETER, accountId",
        "/v1/leaderboard/accounts/01890a5d-ac96-774b-bcce-b302099a8057, '', 404, ACCOUNT_NOT_FOUND,",
        "/v1/leaderboard/accounts/01890a5d-ac96-774b-bcce-b302099a8057, around=51, 400, INVALID_PARAMETER, around",
        "/v1/leaderboard/accounts/01890a5d-ac96-774b-bcce-b302099a8057, around=-1, 400, INVALID_PARAMETER, around",
        "/v1/leaderboard/standings, '', 400, INVALID_PARAMETER, accounts",
        "/v1/leaderboard/standings, accounts=, 400, INVALID_PARAMETER, accounts",
        "/v1/leaderboard/standings, 'accounts=a,b', 400, INVALID_PARAMETER, accounts",
        "/v1/nothing, '', 404, NOT_FOUND,",
        "/v1/ops/pause, '', 405, METHOD_NOT_ALLOWED,"
    })
    void whatCannotBeAnsweredIsAProblem(
            String path, String query, int status, String code, @Nullable String parameter) {
        HttpResponse<String> response = service.get(query.isEmpty() ? path : path + "?" + query);

        assertThat(response.statusCode()).as(response.body()).isEqualTo(status);
        assertThat(response.headers().firstValue("Content-Type")).contains("application/problem+json");
        assertThat(response.headers().firstValue("Retry-After").isPresent()).isEqualTo(status == 503);
        JsonNode problem = Json.STRICT.readTree(response.body());
        assertThat(problem.get("code").asString()).isEqualTo(code);
        assertThat(problem.get("instance").asString()).isEqualTo(path);
        assertThat(problem.has("errors")).isEqualTo(parameter != null);
        if (parameter != null) {
            assertThat(problem.get("errors").get(0).get("parameter").asString()).isEqualTo(parameter);
        }
        assertThat(response.body()).doesNotContain("java.", "springframework", "select ");
    }

    @Test
    void operatorsSeeTheLagAndCanHoldTheServiceBack() {
        assertThat(service.post("/v1/ops/pause").statusCode()).isEqualTo(204);
        StreamPosition position;
        try {
            position = trading.publish(opened("patient", NOON));
            assertThat(service.get(standing("patient", "?wait=1&at-least=" + position))
                            .statusCode())
                    .isEqualTo(503);
            await().atMost(PATIENCE)
                    .untilAsserted(() -> assertThat(lag()).anySatisfy(partition -> {
                        assertThat(partition.partition()).isEqualTo(position.partition());
                        assertThat(partition.records()).isEqualTo(1);
                        assertThat(partition.state()).isEqualTo("PAUSED");
                    }));
        } finally {
            assertThat(service.post("/v1/ops/resume").statusCode()).isEqualTo(204);
        }

        assertThat(service.get(standing("patient", "?wait=10&at-least=" + position))
                        .statusCode())
                .isEqualTo(200);
        await().atMost(PATIENCE)
                .untilAsserted(() -> assertThat(lag())
                        .hasSize(TestKafka.PARTITIONS)
                        .allSatisfy(partition -> assertThat(partition.records()).isZero()));
    }

    @Test
    void aRebuildNeedsAReason() {
        assertThat(service.post("/v1/ops/rebuild").statusCode()).isEqualTo(400);
        assertThat(service.post("/v1/ops/rebuild?why=").statusCode()).isEqualTo(400);
    }

    @Test
    void probesAndMetricsAreThere() {
        assertThat(service.get("/actuator/health/liveness").statusCode()).isEqualTo(200);
        assertThat(service.get("/actuator/health/readiness").statusCode()).isEqualTo(200);
        assertThat(service.get("/actuator/prometheus").body()).contains("gembourse_board_players");
    }

    private static List<PartitionLagView> lag() {
        return List.of(service.read("/v1/ops/lag", PartitionLagView[].class));
    }

    private static LeaderboardView board(String query) {
        return service.read("/v1/leaderboard" + query, LeaderboardView.class);
    }

    private static String standing(String name, String query) {
        return "/v1/leaderboard/accounts/" + account(name) + query;
    }

    private static void play(String name, int trades) {
        List<TradingEvent> events = new ArrayList<>();
        events.add(opened(name, NOON));
        for (int trade = 1; trade <= trades; trade++) {
            events.add(settled(name, NOON.plusSeconds(++seconds)));
        }
        trading.publish(events);
    }
}
