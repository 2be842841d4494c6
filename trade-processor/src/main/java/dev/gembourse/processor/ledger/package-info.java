/**
 * The ledger's invariants, as queries that anybody can run: operators through the API, tests, and the service itself from time
 * to time. Read {@link dev.gembourse.processor.ledger.Invariant} first. Nothing here writes.
 */
@NullMarked
package dev.gembourse.processor.ledger;

import org.jspecify.annotations.NullMarked;
