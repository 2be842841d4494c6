/**
 * The read API: the board, a player's place on it, and the lines of given players, all from memory. Read {@link
 * dev.gembourse.leaderboard.query.BoardController}. Nothing here writes, and nothing leaves the package.
 */
@NullMarked
package dev.gembourse.leaderboard.query;

import org.jspecify.annotations.NullMarked;
