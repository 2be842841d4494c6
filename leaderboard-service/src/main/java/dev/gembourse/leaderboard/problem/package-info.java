/**
 * How the service says that it has no answer: RFC 9457 problem documents with a stable {@code code}. The rest of the service
 * throws {@link dev.gembourse.leaderboard.problem.Problem}; everything else that a request may end with is mapped here.
 */
@NullMarked
package dev.gembourse.leaderboard.problem;

import org.jspecify.annotations.NullMarked;
