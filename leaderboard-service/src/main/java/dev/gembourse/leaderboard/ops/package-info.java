/**
 * What operators do with the service: see its lag, pause and resume it, and have the board made anew. Read {@link
 * dev.gembourse.leaderboard.ops.OpsController}.
 */
@NullMarked
package dev.gembourse.leaderboard.ops;

import org.jspecify.annotations.NullMarked;
