/**
 * Checks the numbered invariants of docs/ARCHITECTURE.md on a system at rest, from the facts themselves: the topics and the
 * tables. Nothing of the services' own code takes part. Read {@link dev.gembourse.bench.invariant.Invariants} first.
 */
@NullMarked
package dev.gembourse.bench.invariant;

import org.jspecify.annotations.NullMarked;
