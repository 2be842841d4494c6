/**
 * Keeps the board in memory current: built from a snapshot of the tables, then moved on by what is published on {@code
 * leaderboard.events.v1}, so that every instance answers for all players, whichever partitions it processes itself. Read
 * {@link dev.gembourse.leaderboard.live.LiveBoard} first.
 *
 * <p>Single writer of the board: the thread that holds {@code LiveBoard}'s lock, which is the follower's or the keeper's.
 */
@NullMarked
package dev.gembourse.leaderboard.live;

import org.jspecify.annotations.NullMarked;
