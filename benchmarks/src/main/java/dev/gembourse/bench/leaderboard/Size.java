package dev.gembourse.bench.leaderboard;

import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * What was measured on a board of one size.
 *
 * @param redis null when Redis is not installed
 */
record Size(
        int players,
        Loaded loaded,
        List<Round> rounds,
        @Nullable Beside redis) {

    /** @param bytesPerPlayer what Redis' memory grew by, ids and scores, no names */
    record Beside(double bytesPerPlayer, RedisProbe.Way way, List<Round> rounds) {}
}
