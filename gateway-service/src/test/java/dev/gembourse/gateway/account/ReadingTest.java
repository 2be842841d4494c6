package dev.gembourse.gateway.account;

import static org.assertj.core.api.Assertions.assertThat;

import dev.gembourse.events.value.AccountId;
import dev.gembourse.events.value.Unit;
import dev.gembourse.events.value.Username;
import dev.gembourse.events.view.AccountView;
import dev.gembourse.events.view.CashView;
import dev.gembourse.events.view.LeaderboardView;
import dev.gembourse.events.view.Listing;
import dev.gembourse.events.view.PageView;
import dev.gembourse.events.view.TrialBalanceView;
import dev.gembourse.gateway.fixture.Answered;
import dev.gembourse.gateway.fixture.FakeService.Reply;
import dev.gembourse.gateway.fixture.RunningGateway;
import java.math.BigDecimal;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.UUID;
import java.util.concurrent.locks.LockSupport;
import org.junit.jupiter.api.Test;

/** Reads are put together from the other services, whose absence is told and not invented over. */
class ReadingTest {

    private final RunningGateway gateway = RunningGateway.shared();
    private final AccountId account = new AccountId(UUID.randomUUID());
    private final String path = "/v1/accounts/" + account;

    @Test
    void anAccountIsShownWithItsStanding() {
        gateway.processor.on(path, Reply.ok(view()));
        gateway.leaderboard.on("/v1/leaderboard/standings", query -> Reply.ok(standings()));

        Answered answer = gateway.get(path + "?at-least=2.17");

        assertThat(answer.status()).as(answer.body()).isEqualTo(200);
        assertThat(answer.at("/username")).isEqualTo("ada");
        assertThat(answer.at("/cash/0/available")).isEqualTo("12.50");
        assertThat(answer.at("/gems")).isEqualTo("14");
        assertThat(answer.at("/rank")).isEqualTo("3");
        assertThat(answer.at("/tradeCount")).isEqualTo("9");
        assertThat(gateway.processor.asked()).contains(path + "?at-least=2.17");
        assertThat(gateway.leaderboard.asked())
                .contains("/v1/leaderboard/standings?accounts=" + account + "&at-least=2.17");
    }

    @Test
    void anAccountIsShownWithoutItsStandingWhenTheLeaderboardIsAway() {
        gateway.processor.on(path, Reply.ok(view()));
        gateway.leaderboard.on("/v1/leaderboard/standings", new Reply(500, "boom"));

        Answered answer = gateway.get(path);

        assertThat(answer.status()).isEqualTo(200);
        assertThat(answer.json().has("gems")).isFalse();
    }

    @Test
    void aLeaderboardThatIsNotAsNewAsAskedForIsToldWithRetryAfter() {
        gateway.processor.on(path, Reply.ok(view()));
        gateway.leaderboard.on(
                "/v1/leaderboard/standings", Reply.problem(503, "NOT_YET_APPLIED", "position 2.17 is not applied yet"));

        Answered answer = gateway.get(path + "?at-least=2.17");

        assertThat(answer.status()).as(answer.body()).isEqualTo(503);
        assertThat(answer.code()).isEqualTo("NOT_YET_APPLIED");
        assertThat(answer.header("Retry-After")).isEqualTo("1");
    }

    @Test
    void aSlowLeaderboardDoesNotHoldAnAccountUp() {
        gateway.processor.on(path, Reply.ok(view()));
        gateway.leaderboard.on("/v1/leaderboard/standings", query -> {
            LockSupport.parkNanos(Duration.ofSeconds(5).toNanos());
            return Reply.ok(standings());
        });
        Instant begin = Instant.now();

        Answered answer = gateway.get(path);

        assertThat(answer.status()).isEqualTo(200);
        assertThat(answer.json().has("gems")).isFalse();
        assertThat(Duration.between(begin, Instant.now())).isLessThan(Duration.ofSeconds(4));
    }

    @Test
    void accountsAreFoundByNameAndListedWithTheirStandings() {
        gateway.leaderboard.on("/v1/leaderboard/standings", query -> Reply.ok(standings()));
        gateway.processor.on(
                "/v1/accounts",
                query -> Reply.ok(
                        query.contains("username=ada")
                                ? view()
                                : new Listing<>(List.of(view()), new PageView(1, "bmV4dA"))));

        Answered one = gateway.get("/v1/accounts?username=ada");
        Answered page = gateway.get("/v1/accounts?limit=1&cursor=Zmlyc3Q");

        assertThat(one.at("/gems")).isEqualTo("14");
        assertThat(page.at("/items/0/gems")).isEqualTo("14");
        assertThat(page.at("/page/nextCursor")).isEqualTo("bmV4dA");
        assertThat(gateway.processor.asked()).contains("/v1/accounts?cursor=Zmlyc3Q&limit=1");
    }

    @Test
    void anUnknownAccountIsNotFound() {
        gateway.processor.on(path, Reply.problem(404, "ACCOUNT_NOT_FOUND", "there is no account " + account));

        Answered answer = gateway.get(path);

        assertThat(answer.status()).isEqualTo(404);
        assertThat(answer.code()).isEqualTo("ACCOUNT_NOT_FOUND");
        assertThat(answer.at("/detail")).isEqualTo("there is no account " + account);
        assertThat(answer.at("/instance")).isEqualTo(path);
    }

    @Test
    void aPositionThatIsNotReachedIsToldWithRetryAfter() {
        gateway.processor.on(
                path + "/portfolio", Reply.problem(503, "NOT_YET_APPLIED", "position 2.99 is not applied yet"));

        Answered answer = gateway.get(path + "/portfolio?currency=ETH&at-least=2.99");

        assertThat(answer.status()).isEqualTo(503);
        assertThat(answer.code()).isEqualTo("NOT_YET_APPLIED");
        assertThat(answer.header("Retry-After")).isEqualTo("1");
        assertThat(gateway.processor.asked()).contains(path + "/portfolio?currency=ETH&at-least=2.99");
    }

    @Test
    void whatAHistoryIsAskedForIsPassedOn() {
        gateway.processor.on(
                path + "/portfolio/history", Reply.problem(400, "INVALID_PARAMETER", "expected a shorter range"));

        Answered answer = gateway.get(path + "/portfolio/history?period=1y&interval=1h&currency=ETH&at-least=2.99");

        assertThat(answer.status()).isEqualTo(400);
        assertThat(answer.at("/detail")).isEqualTo("expected a shorter range");
        assertThat(gateway.processor.asked())
                .contains(path + "/portfolio/history?period=1y&interval=1h&currency=ETH&at-least=2.99");
    }

    @Test
    void aBadCursorOfAnotherServiceIsTheCallersFault() {
        gateway.processor.on(
                path + "/transfers", Reply.problem(400, "INVALID_PARAMETER", "expected a cursor of an earlier page"));

        Answered answer = gateway.get(path + "/transfers?cursor=Zm9yZ2Vk");

        assertThat(answer.status()).isEqualTo(400);
        assertThat(answer.code()).isEqualTo("INVALID_PARAMETER");
    }

    @Test
    void aFaultOfAnotherServiceDoesNotLeak() {
        gateway.processor.on(
                path + "/positions",
                Reply.problem(500, "INTERNAL_ERROR", "org.postgresql.PSQLException: relation does not exist"));

        Answered answer = gateway.get(path + "/positions");

        assertThat(answer.status()).isEqualTo(503);
        assertThat(answer.code()).isEqualTo("SERVICE_UNAVAILABLE");
        assertThat(answer.body()).doesNotContain("PSQL");
    }

    @Test
    void parametersAreHandedOnEncoded() {
        gateway.processor.on(path + "/trades", Reply.ok(new Listing<>(List.of(), new PageView(7, null))));

        Answered answer = gateway.get(
                path + "/trades?symbol=BRK.B&from=2026-01-01T00:00:00%2B01:00&to=2026-02-01T00:00:00Z&limit=7");

        assertThat(answer.status()).as(answer.body()).isEqualTo(200);
        assertThat(gateway.processor.asked())
                .contains(path
                        + "/trades?symbol=BRK.B&from=2025-12-31T23%3A00%3A00Z&to=2026-02-01T00%3A00%3A00Z&limit=7");
    }

    @Test
    void theTrialBalanceIsHandedOn() {
        gateway.processor.on(
                "/v1/ledger/trial-balance",
                Reply.ok(new TrialBalanceView(
                        true,
                        List.of(new TrialBalanceView.Line(
                                new Unit("USD"), BigDecimal.ZERO, new BigDecimal("5.00"), new BigDecimal("-5.00"))))));

        Answered answer = gateway.get("/v1/ledger/trial-balance");

        assertThat(answer.at("/balanced")).isEqualTo("true");
        assertThat(answer.at("/units/0/system")).isEqualTo("-5.00");
    }

    private AccountView view() {
        BigDecimal cash = new BigDecimal("12.50");
        return new AccountView(
                account,
                new Username("ada"),
                "ACTIVE",
                false,
                List.of(new CashView(new Unit("USD"), cash, BigDecimal.ZERO, cash)),
                null,
                null,
                null,
                Instant.EPOCH);
    }

    private List<LeaderboardView.Entry> standings() {
        return List.of(new LeaderboardView.Entry(3, account, new Username("ada"), 14, 9));
    }
}
