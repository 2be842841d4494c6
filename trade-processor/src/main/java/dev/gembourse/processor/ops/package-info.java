/**
 * For operators and tests: how far the stages are behind and how far they have got, stopping and continuing them, and the audit
 * of the ledger. Read {@link dev.gembourse.processor.ops.StageController}.
 */
@NullMarked
package dev.gembourse.processor.ops;

import org.jspecify.annotations.NullMarked;
