package dev.gembourse.gateway.board;

import dev.gembourse.events.value.AccountId;
import dev.gembourse.events.value.StreamPosition;
import dev.gembourse.events.view.LeaderboardView;
import dev.gembourse.events.view.StandingView;
import dev.gembourse.gateway.access.Access;
import dev.gembourse.gateway.access.Rule;
import dev.gembourse.gateway.problem.ProblemException;
import dev.gembourse.gateway.upstream.Leaderboard;
import dev.gembourse.gateway.upstream.Paging;
import io.swagger.v3.oas.annotations.Operation;
import io.swagger.v3.oas.annotations.tags.Tag;
import org.jspecify.annotations.Nullable;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.bind.annotation.RestController;

/** Shows the board and single players' places on it. */
@Tag(name = "Leaderboard")
@RestController
@RequestMapping("/v1/leaderboard")
class BoardController {

    private static final int ORDINARY_PAGE = 10;
    private static final int LARGEST_PAGE = 1000;
    private static final int MOST_NEIGHBOURS = 50;

    private final Leaderboard leaderboard;

    BoardController(Leaderboard leaderboard) {
        this.leaderboard = leaderboard;
    }

    @Operation(
            summary = "Show the board, best first",
            description = "Players with the same number of gems have the same rank.")
    @Access(Rule.OPEN)
    @GetMapping
    LeaderboardView board(
            @RequestParam(required = false) @Nullable String cursor,
            @RequestParam(required = false) @Nullable Integer limit,
            @RequestParam(name = "at-least", required = false) @Nullable StreamPosition atLeast) {
        return leaderboard.board(Paging.of(cursor, limit, ORDINARY_PAGE, LARGEST_PAGE), atLeast);
    }

    @Operation(summary = "Show a player's place and neighbours")
    @Access(Rule.OPEN)
    @GetMapping("/accounts/{accountId}")
    StandingView standing(
            @PathVariable AccountId accountId,
            @RequestParam(defaultValue = "5") int around,
            @RequestParam(name = "at-least", required = false) @Nullable StreamPosition atLeast) {
        if (around < 0 || around > MOST_NEIGHBOURS) {
            throw ProblemException.badParameter(
                    "around", "expected a number from 0 to " + MOST_NEIGHBOURS + " but got " + around);
        }
        return leaderboard.standing(accountId, around, atLeast);
    }
}
