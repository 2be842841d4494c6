package dev.gembourse.gateway.apikey;

import dev.gembourse.gateway.access.Scope;
import java.time.Instant;
import java.util.Collections;
import java.util.Set;
import java.util.TreeSet;
import org.jspecify.annotations.Nullable;

/**
 * Credentials of a bot or a service, sent by HTTP Basic authentication (RFC 7617) as id and secret.
 *
 * @param keyId its public half
 * @param name what it is for, in its owner's words
 * @param expiresAt absent when it does not expire
 * @param revokedAt absent while it is good
 */
record ApiKey(
        String keyId,
        String name,
        Set<Scope> scopes,
        Instant createdAt,
        @Nullable Instant expiresAt,
        @Nullable Instant revokedAt) {
    ApiKey {
        scopes = Collections.unmodifiableSortedSet(new TreeSet<>(scopes)); // always shown in one order
    }
}
