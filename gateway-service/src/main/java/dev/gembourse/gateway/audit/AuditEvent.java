package dev.gembourse.gateway.audit;

import java.time.Instant;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/**
 * Something that was done.
 *
 * @param actor the user who did it; absent when nobody was logged in
 * @param subject whom or what it is about
 * @param address from where
 * @param requestId the header X-Request-Id of the request
 */
record AuditEvent(
        long id,
        Instant at,
        AuditKind kind,
        @Nullable UUID actor,
        String subject,
        String address,
        String requestId,
        String detail) {}
