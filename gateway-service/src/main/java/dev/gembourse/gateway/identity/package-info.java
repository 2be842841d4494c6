/**
 * Users, and how they show who they are: {@link dev.gembourse.gateway.identity.Sessions} registers them and logs them in, {@link
 * dev.gembourse.gateway.identity.AccountOpening} opens their accounts. Whether a request's credentials are good is told by the
 * packages {@code token} and {@code apikey}.
 */
@NullMarked
package dev.gembourse.gateway.identity;

import org.jspecify.annotations.NullMarked;
