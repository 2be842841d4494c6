package dev.gembourse.tools.demo;

import dev.gembourse.events.view.LeaderboardView;
import dev.gembourse.tools.client.Progress;
import java.io.PrintWriter;
import java.util.HashMap;
import java.util.Map;

/** Shows the top of the leaderboard again and again: in place on a terminal, one below the other elsewhere. */
final class Board {

    private final PrintWriter out;
    private final boolean inPlace = Progress.isTerminal();
    private final Map<String, Long> gemsBefore = new HashMap<>();
    private int linesShown;

    Board(PrintWriter out) {
        this.out = out;
    }

    void show(LeaderboardView board, Score score, long secondsLeft) {
        if (inPlace && linesShown > 0) {
            // ANSI: up to the first line of the board before, and clear from there on
            out.printf("\033[%dA\033[J", linesShown);
        }
        long refused =
                score.refused().values().stream().mapToLong(Long::longValue).sum();
        out.printf("%n%,d trades settled, %,d refused, %d s to go%n", score.settled(), refused, secondsLeft);
        for (LeaderboardView.Entry entry : board.entries()) {
            String name = entry.username().value();
            long gained = entry.gems() - gemsBefore.getOrDefault(name, entry.gems());
            gemsBefore.put(name, entry.gems());
            out.printf(
                    "  %,4d  %-24s %,8d gems  %,7d trades  %s%n",
                    entry.rank(), name, entry.gems(), entry.tradeCount(), gained > 0 ? "+" + gained : "");
        }
        out.flush();
        linesShown = board.entries().size() + 2;
    }
}
