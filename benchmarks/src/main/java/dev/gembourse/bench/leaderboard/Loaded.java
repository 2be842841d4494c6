package dev.gembourse.bench.leaderboard;

/**
 * What a loaded index takes.
 *
 * @param addSeconds taking over all players, in no order
 * @param sortSeconds putting them in order
 * @param boardBytes per player: order and scores, retained size of the objects
 * @param idBytes per player: account ids and the table to find them in
 * @param nameBytes per player: usernames
 * @param heapBytes per player: all, as what the heap holds more after a collection than before
 */
record Loaded(
        double addSeconds, double sortSeconds, double boardBytes, double idBytes, double nameBytes, double heapBytes) {}
