/** How much may be asked for in a time ({@link dev.gembourse.gateway.limit.RateLimits}). Each gateway counts for itself. */
@NullMarked
package dev.gembourse.gateway.limit;

import org.jspecify.annotations.NullMarked;
