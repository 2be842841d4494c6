package dev.gembourse.bench.leaderboard;

import java.util.Map;

/**
 * What a running service answered, over HTTP, while trades flowed.
 *
 * @param emptySeconds from its start until it was ready with only those on the board who trade
 * @param fullSeconds the same with everybody: the difference is reading the tables and making the index
 * @param askedPerSecond requests: a window each for the first line, which shows what any answer takes under this load, for the first
 *     100 lines, and for a player with 5 neighbours on either side
 * @param tradesPerSecond that were placed meanwhile
 * @param first from when a request was due to the last byte of its answer
 */
record Served(
        Map<String, String> machine,
        int players,
        double emptySeconds,
        double fullSeconds,
        int askedPerSecond,
        int tradesPerSecond,
        Latency first,
        Latency top,
        Latency around) {}
