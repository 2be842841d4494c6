/**
 * Everything that can go wrong, as the caller sees it: RFC 9457 problem documents out of one catalogue,
 * {@link dev.gembourse.gateway.problem.ProblemCode}. Code anywhere in the gateway throws
 * {@link dev.gembourse.gateway.problem.ProblemException}; nothing else about a failure leaves the process.
 */
@NullMarked
package dev.gembourse.gateway.problem;

import org.jspecify.annotations.NullMarked;
