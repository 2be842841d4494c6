/**
 * How the read API says no: RFC 9457 problem documents with a stable {@code code}, which the gateway maps and passes on.
 * {@link dev.gembourse.processor.problem.Problem} is what the rest of the service throws.
 */
@NullMarked
package dev.gembourse.processor.problem;

import org.jspecify.annotations.NullMarked;
