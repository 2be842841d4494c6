/**
 * Idempotency: what has been decided once is never decided again. Both stages keep a table {@code operation} in their schema
 * and look here before any business rule.
 *
 * <p>Read {@link dev.gembourse.processor.operation.Operation} for the rule and {@link
 * dev.gembourse.processor.operation.Operations} for how a batch uses it. The single writer of the rows of a partition is the
 * partition's processor.
 */
@NullMarked
package dev.gembourse.processor.operation;

import org.jspecify.annotations.NullMarked;
