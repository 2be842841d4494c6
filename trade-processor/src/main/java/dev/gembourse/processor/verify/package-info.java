/**
 * The ledger proved from its journal, from outside a running service: {@code java -jar trade-processor.jar verify}. It reads every
 * row there is, in one snapshot, and changes nothing.
 *
 * <p>Read {@link dev.gembourse.processor.verify.Verify} first; {@link dev.gembourse.processor.verify.LedgerCheck} is what it is for.
 * Nothing but the former leaves this package.
 */
@NullMarked
package dev.gembourse.processor.verify;

import org.jspecify.annotations.NullMarked;
