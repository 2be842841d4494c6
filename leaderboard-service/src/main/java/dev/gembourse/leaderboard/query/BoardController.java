package dev.gembourse.leaderboard.query;

import dev.gembourse.events.value.AccountId;
import dev.gembourse.events.value.StreamPosition;
import dev.gembourse.events.view.LeaderboardView;
import dev.gembourse.events.view.PageView;
import dev.gembourse.events.view.StandingView;
import dev.gembourse.leaderboard.problem.Problem;
import dev.gembourse.leaderboard.query.Freshness.Board;
import dev.gembourse.leaderboard.rank.BoardEntry;
import dev.gembourse.leaderboard.rank.BoardPage;
import dev.gembourse.leaderboard.rank.Place;
import dev.gembourse.leaderboard.rank.RankIndex;
import dev.gembourse.leaderboard.rank.Standing;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.bind.annotation.RestController;

/**
 * The board. Every call takes {@code at-least}, a position in {@code trading.events.v1} that the answer must include, and
 * {@code wait}, the seconds that may pass until it does.
 */
@RestController
@RequestMapping("/v1/leaderboard")
class BoardController {

    private static final int MOST_NEIGHBOURS = 50;

    private final Freshness freshness;

    BoardController(Freshness freshness) {
        this.freshness = freshness;
    }

    /** A page of the board, best first. */
    @GetMapping
    LeaderboardView page(
            @RequestParam(defaultValue = "10") int limit,
            @RequestParam(required = false) @Nullable String cursor,
            @RequestParam(name = "at-least", required = false) @Nullable StreamPosition atLeast,
            @RequestParam(defaultValue = Freshness.DEFAULT_WAIT) int wait) {
        checkRange("limit", limit, 1, RankIndex.MOST_ENTRIES);
        Place after = Cursors.read(cursor);
        Board board = freshness.board(atLeast, wait);
        BoardPage page = board.index().page(after, limit);
        Place end = page.end();
        return new LeaderboardView(
                board.asOf(), views(page.entries()), new PageView(limit, end == null ? null : Cursors.of(end)));
    }

    /** A player's place with its neighbours. */
    @GetMapping("/accounts/{accountId}")
    StandingView standing(
            @PathVariable AccountId accountId,
            @RequestParam(defaultValue = "5") int around,
            @RequestParam(name = "at-least", required = false) @Nullable StreamPosition atLeast,
            @RequestParam(defaultValue = Freshness.DEFAULT_WAIT) int wait) {
        checkRange("around", around, 0, MOST_NEIGHBOURS);
        Board board = freshness.board(atLeast, wait);
        Standing standing =
                board.index().standing(accountId, around).orElseThrow(() -> Problem.accountNotFound(accountId));
        BoardEntry player = standing.player();
        return new StandingView(
                board.asOf(),
                player.rank(),
                player.accountId(),
                player.username(),
                player.gems(),
                player.tradeCount(),
                standing.players(),
                standing.percentile(),
                standing.gemsToNextRank() == 0 ? null : standing.gemsToNextRank(),
                views(standing.around()));
    }

    /** The lines of given players, in the order asked for, without those that are not on the board. */
    @GetMapping("/standings")
    List<LeaderboardView.Entry> standings(
            @RequestParam List<AccountId> accounts,
            @RequestParam(name = "at-least", required = false) @Nullable StreamPosition atLeast,
            @RequestParam(defaultValue = Freshness.DEFAULT_WAIT) int wait) {
        checkRange("accounts", accounts.size(), 1, RankIndex.MOST_ENTRIES);
        RankIndex index = freshness.board(atLeast, wait).index();
        return views(
                accounts.stream().map(index::entry).flatMap(Optional::stream).toList());
    }

    private static void checkRange(String parameter, int value, int least, int most) {
        if (value < least || value > most) {
            throw Problem.badParameter(parameter, "expected %d to %d but got %d".formatted(least, most, value));
        }
    }

    private static List<LeaderboardView.Entry> views(List<BoardEntry> entries) {
        return entries.stream()
                .map(entry -> new LeaderboardView.Entry(
                        entry.rank(), entry.accountId(), entry.username(), entry.gems(), entry.tradeCount()))
                .toList();
    }
}
