/**
 * The leaderboard service: settled trades become gems ({@code award}, by the rules of {@code player}), gems become ranks
 * ({@code rank}, kept current by {@code live}), ranks are shown ({@code query}). Read {@code player} first, then {@code award}.
 */
@NullMarked
package dev.gembourse.leaderboard;

import org.jspecify.annotations.NullMarked;
