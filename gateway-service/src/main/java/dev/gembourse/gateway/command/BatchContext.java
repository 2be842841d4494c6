package dev.gembourse.gateway.command;

import dev.gembourse.gateway.access.Caller;
import dev.gembourse.gateway.trace.Trace;
import jakarta.servlet.http.HttpServletRequest;
import java.time.Duration;
import java.util.Collections;

/**
 * What comes with a request that holds several commands, each with its own key.
 *
 * @param patience how long the caller prefers to wait for the outcomes; zero for not at all
 */
public record BatchContext(Caller caller, Duration patience, Trace trace) {

    /** What a request says. */
    public static BatchContext of(HttpServletRequest request) {
        return new BatchContext(
                Caller.of(request),
                Preference.wait(Collections.list(request.getHeaders(Preference.HEADER))),
                Trace.of(request));
    }

    CommandContext with(IdempotencyKey key) {
        return new CommandContext(caller, key, patience, trace);
    }
}
