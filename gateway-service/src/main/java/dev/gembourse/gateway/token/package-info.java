/**
 * Access tokens: made by {@link dev.gembourse.gateway.token.AccessTokens}, checked by {@link
 * dev.gembourse.gateway.token.VerifiedTokens}, with keys that all gateways share ({@link dev.gembourse.gateway.token.SigningKeys}).
 */
@NullMarked
package dev.gembourse.gateway.token;

import org.jspecify.annotations.NullMarked;
