/** Puts the service together: {@link dev.gembourse.leaderboard.running.Running} says what runs and in which order. */
@NullMarked
package dev.gembourse.leaderboard.running;

import org.jspecify.annotations.NullMarked;
