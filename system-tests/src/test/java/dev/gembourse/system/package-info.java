/**
 * Journeys through the whole system and faults in the middle of them, on the processes that the build made. Read
 * {@link dev.gembourse.system.TheSystem} first: all tests share one, started by {@link dev.gembourse.system.Running}.
 */
@NullMarked
package dev.gembourse.system;

import org.jspecify.annotations.NullMarked;
