package dev.gembourse.leaderboard.rank;

import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * A part of the board.
 *
 * @param end the place of the last entry when there are players behind it, else null
 */
public record BoardPage(List<BoardEntry> entries, @Nullable Place end) {

    public BoardPage {
        entries = List.copyOf(entries);
    }
}
