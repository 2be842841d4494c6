/**
 * Gives gems for settled trades, exactly once. {@link dev.gembourse.leaderboard.award.AwardStage} plugs the rules of
 * {@code player} into the engine; read it first, then {@code AwardProcessor}, the shell, and {@code AwardTables}, its SQL.
 *
 * <p>Single writer of a partition's rows in {@code player} and {@code award}: its processor, under the engine's fence.
 */
@NullMarked
package dev.gembourse.leaderboard.award;

import org.jspecify.annotations.NullMarked;
