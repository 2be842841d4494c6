/**
 * {@code ./gembourse demo}: players that trade through the public REST API, with a live leaderboard. Read
 * {@link dev.gembourse.tools.demo.Demo} first; what the players do follows from the seed alone
 * ({@link dev.gembourse.tools.demo.Script}).
 */
@NullMarked
package dev.gembourse.tools.demo;

import org.jspecify.annotations.NullMarked;
