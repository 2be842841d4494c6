package dev.gembourse.system;

import static org.assertj.core.api.Assertions.assertThat;

import dev.gembourse.events.view.LeaderboardView;
import dev.gembourse.tools.demo.DemoCommand;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;

/** {@code ./gembourse demo}. */
@ExtendWith(Running.class)
class DemoTest {

    @Test
    void theBoardMovesAndASecondDemoGoesOnWithTheSamePlayers(TheSystem system) {
        Commands.Ended first = demo(system);
        long players = players(system);
        Commands.Ended second = demo(system);

        assertThat(first.exitCode()).as(first.out() + first.err()).isZero();
        assertThat(first.out()).containsPattern("settled [1-9]").containsPattern("1  \\w+-2a .* gems .*\\+[1-9]");
        assertThat(second.exitCode()).as(second.out() + second.err()).isZero();
        assertThat(players(system)).isEqualTo(players);
    }

    private static Commands.Ended demo(TheSystem system) {
        return Commands.run(
                new DemoCommand(),
                "--players=6",
                "--rate=50",
                "--for=5s",
                "--seed=42",
                "--url=" + system.stack().gatewayUrl(),
                "--key=" + system.stack().admin().key());
    }

    private static long players(TheSystem system) {
        long players = 0;
        String cursor = "";
        while (cursor != null) {
            LeaderboardView page = system.gateway().get("/v1/leaderboard?limit=1000" + cursor, LeaderboardView.class);
            players += page.entries().size();
            String next = page.page().nextCursor();
            cursor = next == null ? null : "&cursor=" + next;
        }
        return players;
    }
}
