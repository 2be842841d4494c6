/**
 * Other ways to settle, measured beside ours on the same broker and database: the peers of the module {@code peers}, the bare
 * database, and pgbench.
 */
@NullMarked
package dev.gembourse.bench.peer;

import org.jspecify.annotations.NullMarked;
