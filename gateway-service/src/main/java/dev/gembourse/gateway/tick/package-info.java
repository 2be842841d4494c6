/**
 * Prices that sources tell, as commands of the market. {@link dev.gembourse.gateway.tick.Ticks} says what a tick must be, whichever way it
 * comes; the controllers here take them over REST.
 */
@NullMarked
package dev.gembourse.gateway.tick;

import org.jspecify.annotations.NullMarked;
