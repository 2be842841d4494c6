/**
 * Takes operations back. Read {@link dev.gembourse.gateway.reversal.ReversalController} first; nothing leaves this package.
 */
@NullMarked
package dev.gembourse.gateway.reversal;

import org.jspecify.annotations.NullMarked;
