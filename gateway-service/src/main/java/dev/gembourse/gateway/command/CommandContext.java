package dev.gembourse.gateway.command;

import dev.gembourse.gateway.access.Caller;
import dev.gembourse.gateway.problem.ProblemException;
import dev.gembourse.gateway.trace.Trace;
import jakarta.servlet.http.HttpServletRequest;
import java.time.Duration;
import java.util.Collections;

/**
 * What comes with every command beside its content.
 *
 * @param patience how long the caller prefers to wait for the outcome; zero for not at all
 */
public record CommandContext(Caller caller, IdempotencyKey key, Duration patience, Trace trace) {

    /**
     * What a request says.
     *
     * @throws ProblemException when it has no idempotency key, or none that is one
     */
    public static CommandContext of(HttpServletRequest request) {
        return BatchContext.of(request)
                .with(IdempotencyKey.parse(Collections.list(request.getHeaders(IdempotencyKey.HEADER))));
    }
}
