/**
 * The board in memory: every player in order, and each player's exact rank, in less than a microsecond at millions of players.
 * Read {@link dev.gembourse.leaderboard.rank.RankIndex} first, then {@code ScoreCounts} for ranks and {@code BoardOrder} for
 * lists. Pure Java: no database, no Kafka, no clock. Only the index, its loader, its places and its answers leave the package.
 *
 * <p>Single writer: whoever keeps the index current. Any number of threads may read meanwhile.
 */
@NullMarked
package dev.gembourse.leaderboard.rank;

import org.jspecify.annotations.NullMarked;
