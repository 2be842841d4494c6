/**
 * {@code ./gembourse bench leaderboard}: what the board's index does per second and what it takes of memory, beside a sorted
 * set of Redis. Read {@link dev.gembourse.bench.leaderboard.LeaderboardBench} first.
 */
@NullMarked
package dev.gembourse.bench.leaderboard;

import org.jspecify.annotations.NullMarked;
