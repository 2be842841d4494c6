/**
 * {@code ./gembourse walk}: prices that nobody made. Read {@link dev.gembourse.tools.walk.RandomWalk}, which the demo uses too.
 */
@NullMarked
package dev.gembourse.tools.walk;

import org.jspecify.annotations.NullMarked;
