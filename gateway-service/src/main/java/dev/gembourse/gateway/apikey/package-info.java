/**
 * API keys of bots and services: made and revoked by their users ({@link dev.gembourse.gateway.apikey.ApiKeyController}), checked by
 * {@link dev.gembourse.gateway.apikey.VerifiedKeys}.
 */
@NullMarked
package dev.gembourse.gateway.apikey;

import org.jspecify.annotations.NullMarked;
