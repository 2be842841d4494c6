/** Which request a line of the log, a problem or a command belongs to. Read {@link dev.gembourse.gateway.trace.Trace}. */
@NullMarked
package dev.gembourse.gateway.trace;

import org.jspecify.annotations.NullMarked;
