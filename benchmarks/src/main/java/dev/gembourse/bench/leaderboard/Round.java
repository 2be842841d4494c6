package dev.gembourse.bench.leaderboard;

/**
 * One round over a board.
 *
 * @param ranks by account id per second: on all cores by the index, over the best of several connections by Redis
 * @param ranksOfOne the same on one core, or over one connection
 * @param lines as {@code ranks} with what a line of the board shows: name, gems and trades; of Redis rank and score
 * @param linesOfOne the same on one core, or over one connection
 * @param updates per second, by one writer or over the best of several connections
 * @param top the first 100 lines
 * @param around a player's rank and 5 neighbours on either side
 */
record Round(
        double ranks,
        double ranksOfOne,
        double lines,
        double linesOfOne,
        double updates,
        Latency top,
        Latency around) {}
