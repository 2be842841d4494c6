package dev.gembourse.gateway.command;

import dev.gembourse.gateway.trace.Trace;
import java.time.Duration;

/**
 * What comes with a request that holds several commands, each with its own key.
 *
 * @param patience how long the caller prefers to wait for the outcomes; zero for not at all
 */
public record BatchContext(Caller caller, Duration patience, Trace trace) {

    CommandContext with(IdempotencyKey key) {
        return new CommandContext(caller, key, patience, trace);
    }
}
