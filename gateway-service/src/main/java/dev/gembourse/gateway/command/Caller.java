package dev.gembourse.gateway.command;

/**
 * Who asks. There is no login yet, so everybody is {@link #ANYBODY}; whoever adds one makes the caller out of the request in
 * {@link BatchContext#of} and gives each caller a key scope of its own.
 *
 * @param keyScope within which an idempotency key that belongs to no account is one key
 */
public record Caller(String keyScope) {

    static final Caller ANYBODY = new Caller("account:");
}
