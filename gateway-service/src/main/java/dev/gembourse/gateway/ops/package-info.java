/**
 * For operators: lag ({@link dev.gembourse.gateway.ops.LagController}), the trial balance, and whether this instance is ready.
 */
@NullMarked
package dev.gembourse.gateway.ops;

import org.jspecify.annotations.NullMarked;
