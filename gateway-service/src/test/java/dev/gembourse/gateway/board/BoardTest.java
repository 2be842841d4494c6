package dev.gembourse.gateway.board;

import static org.assertj.core.api.Assertions.assertThat;

import dev.gembourse.events.value.AccountId;
import dev.gembourse.events.value.Username;
import dev.gembourse.events.view.LeaderboardView;
import dev.gembourse.events.view.PageView;
import dev.gembourse.events.view.StandingView;
import dev.gembourse.gateway.fixture.Answered;
import dev.gembourse.gateway.fixture.FakeService.Reply;
import dev.gembourse.gateway.fixture.RunningGateway;
import java.math.BigDecimal;
import java.util.List;
import java.util.UUID;
import org.junit.jupiter.api.Test;

class BoardTest {

    private final RunningGateway gateway = RunningGateway.shared();
    private final AccountId account = new AccountId(UUID.randomUUID());
    private final LeaderboardView.Entry entry = new LeaderboardView.Entry(1, account, new Username("ada"), 1, 1);

    @Test
    void theBoardIsHandedOn() {
        gateway.leaderboard.on(
                "/v1/leaderboard", Reply.ok(new LeaderboardView("0.1,1.5", List.of(entry), new PageView(10, null))));

        Answered answer = gateway.get("/v1/leaderboard");

        assertThat(answer.status()).isEqualTo(200);
        assertThat(answer.at("/asOf")).isEqualTo("0.1,1.5");
        assertThat(answer.at("/entries/0/rank")).isEqualTo("1");
        assertThat(gateway.leaderboard.asked()).contains("/v1/leaderboard?limit=10");
    }

    @Test
    void aPlayersPlaceIsHandedOn() {
        String path = "/v1/leaderboard/accounts/" + account;
        gateway.leaderboard.on(
                path,
                Reply.ok(new StandingView(
                        "0.1",
                        1,
                        account,
                        new Username("ada"),
                        1,
                        1,
                        1,
                        new BigDecimal("100.00"),
                        null,
                        List.of(entry))));

        Answered answer = gateway.get(path + "?around=2");

        assertThat(answer.at("/percentile")).isEqualTo("100.00");
        assertThat(gateway.leaderboard.asked()).contains(path + "?around=2");
    }

    @Test
    void withoutTheLeaderboardItsReadsAreUnavailable() {
        gateway.leaderboard.on("/v1/leaderboard", new Reply(502, "<html>proxy</html>"));

        Answered answer = gateway.get("/v1/leaderboard");

        assertThat(answer.status()).isEqualTo(503);
        assertThat(answer.code()).isEqualTo("SERVICE_UNAVAILABLE");
        assertThat(answer.header("Retry-After")).isEqualTo("1");
    }
}
