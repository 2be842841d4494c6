/**
 * The other services' read APIs: {@link dev.gembourse.gateway.upstream.Processor} and
 * {@link dev.gembourse.gateway.upstream.Leaderboard}. Their problems come out as problems of the gateway's catalogue; a service
 * that does not answer is {@code SERVICE_UNAVAILABLE}.
 */
@NullMarked
package dev.gembourse.gateway.upstream;

import org.jspecify.annotations.NullMarked;
