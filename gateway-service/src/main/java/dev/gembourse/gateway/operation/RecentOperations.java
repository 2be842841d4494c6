package dev.gembourse.gateway.operation;

import dev.gembourse.events.value.OperationId;
import dev.gembourse.events.value.StreamPosition;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;
import org.springframework.stereotype.Component;

/**
 * What this instance has handed to Kafka lately. It spares a retry the way through Kafka; that a command takes effect once
 * does not depend on it. When there are too many, the oldest are forgotten. Thread-safe.
 */
@Component
public class RecentOperations {

    private final long rememberedNanos;
    private final Map<OperationId, Submitted> underWay = new HashMap<>();
    private final AcceptedLately accepted;

    RecentOperations(OperationSettings settings) {
        this.rememberedNanos = settings.rememberedFor().toNanos();
        this.accepted = new AcceptedLately(settings.remembered());
    }

    /** Remembers that it is handed over now, unless its operation is known already: the known one if that asked for the same. */
    public synchronized Optional<Submitted> addIfAbsent(Submitted submitted) {
        Optional<Accepted> lately = acceptedLately(submitted.operationId());
        if (lately.isPresent()) {
            return accepted.isSame(submitted) ? Optional.of(submitted.as(lately.get())) : Optional.empty();
        }
        Submitted earlier = underWay.putIfAbsent(submitted.operationId(), submitted);
        return Optional.ofNullable(earlier).filter(it -> it.content().equals(submitted.content()));
    }

    /** Remembers that it is in the log, whatever has been forgotten meanwhile. */
    public synchronized void accepted(Submitted submitted, StreamPosition position) {
        underWay.remove(submitted.operationId(), submitted);
        accepted.add(submitted, position, System.nanoTime());
    }

    /** Forgets exactly this one, for it may not have reached the log. */
    public synchronized void remove(Submitted submitted) {
        underWay.remove(submitted.operationId(), submitted);
    }

    /** The command of an operation that was accepted lately. */
    synchronized Optional<Accepted> find(OperationId operation) {
        return acceptedLately(operation);
    }

    synchronized void forget(OperationId operation) {
        underWay.remove(operation);
        accepted.remove(operation);
    }

    /** What is too old is forgotten, so that it does not stand in the way of the same command when it is handed over anew. */
    private Optional<Accepted> acceptedLately(OperationId operation) {
        Optional<Accepted> lately = accepted.find(operation, System.nanoTime() - rememberedNanos);
        if (lately.isEmpty()) {
            accepted.remove(operation);
        }
        return lately;
    }
}
