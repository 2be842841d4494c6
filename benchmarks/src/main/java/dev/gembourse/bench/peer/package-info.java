/**
 * Other ways to settle, measured beside ours on the same broker and database: the peers of the module {@code peers}, the bare
 * database, pgbench, and the hops of a trade alone.
 */
@NullMarked
package dev.gembourse.bench.peer;

import org.jspecify.annotations.NullMarked;
