package dev.gembourse.gateway.command;

import dev.gembourse.gateway.trace.Trace;
import java.time.Duration;

/**
 * What comes with every command beside its content.
 *
 * @param patience how long the caller prefers to wait for the outcome; zero for not at all
 */
public record CommandContext(Caller caller, IdempotencyKey key, Duration patience, Trace trace) {}
