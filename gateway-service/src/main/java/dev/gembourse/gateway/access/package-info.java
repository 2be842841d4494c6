/**
 * Who may do what. {@link dev.gembourse.gateway.access.Caller} is who asks, found by {@link
 * dev.gembourse.gateway.access.CallerFilter}; {@link dev.gembourse.gateway.access.Rule} is the whole list of what may be asked of
 * them, and each route names one with {@link dev.gembourse.gateway.access.Access}. Which credentials there are is for others to
 * say: see {@link dev.gembourse.gateway.access.Credentials}.
 */
@NullMarked
package dev.gembourse.gateway.access;

import org.jspecify.annotations.NullMarked;
