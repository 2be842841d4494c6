package dev.gembourse.leaderboard.rank;

import java.math.BigDecimal;
import java.math.RoundingMode;
import java.util.List;

/**
 * A player's place on the board and its surroundings, all of one moment.
 *
 * @param players how many stand on the board
 * @param fewer how many of them have fewer gems
 * @param gemsToNextRank how many gems are missing to the next better score; 0 when there is none
 * @param around the neighbours in the order of the board, the player among them
 */
public record Standing(BoardEntry player, int players, int fewer, long gemsToNextRank, List<BoardEntry> around) {

    private static final BigDecimal HUNDRED = new BigDecimal("100.00");

    public Standing {
        around = List.copyOf(around);
    }

    /** The share of the other players who have fewer gems, 0 to 100, two decimals, half-even; 100 for a player alone. */
    public BigDecimal percentile() {
        return players == 1
                ? HUNDRED
                : HUNDRED.multiply(BigDecimal.valueOf(fewer))
                        .divide(BigDecimal.valueOf(players - 1L), 2, RoundingMode.HALF_EVEN);
    }
}
