/** The language of the leaderboard: {@link dev.gembourse.events.leaderboard.LeaderboardEvent}. */
@NullMarked
package dev.gembourse.events.leaderboard;

import org.jspecify.annotations.NullMarked;
