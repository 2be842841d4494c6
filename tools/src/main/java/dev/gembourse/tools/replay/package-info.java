/**
 * {@code ./gembourse replay}: sends a file of real exchange trades through the running system. Read
 * {@link dev.gembourse.tools.replay.Replay} first; {@link dev.gembourse.tools.replay.Plan} says who trades what, a
 * {@link dev.gembourse.tools.replay.Route} how it gets there.
 */
@NullMarked
package dev.gembourse.tools.replay;

import org.jspecify.annotations.NullMarked;
