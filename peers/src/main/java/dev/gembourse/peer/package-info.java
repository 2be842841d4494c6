/**
 * Other ways to settle the same commands into the same tables, for {@code ./gembourse bench settle} to measure beside ours:
 * the service that a team would write first, the same with tuned statements, and in batches. Each does the whole job:
 * idempotency, ledger, positions, the event out. None is part of the system. What does less than the whole job is a lower limit:
 * {@link dev.gembourse.peer.Ceiling}, {@link dev.gembourse.peer.EmptyEndpoint} and the package {@code bare}.
 */
@NullMarked
package dev.gembourse.peer;

import org.jspecify.annotations.NullMarked;
