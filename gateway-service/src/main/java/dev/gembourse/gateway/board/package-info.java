/** The leaderboard as callers see it: {@link dev.gembourse.gateway.board.BoardController}. */
@NullMarked
package dev.gembourse.gateway.board;

import org.jspecify.annotations.NullMarked;
