package dev.gembourse.gateway.operation;

import com.github.benmanes.caffeine.cache.Cache;
import com.github.benmanes.caffeine.cache.Caffeine;
import dev.gembourse.events.value.OperationId;
import java.util.Optional;
import org.springframework.stereotype.Component;

/**
 * What this instance has handed to Kafka lately. It spares a retry the way through Kafka; that a command takes effect once
 * does not depend on it. Thread-safe.
 */
@Component
public class RecentOperations {

    private final Cache<OperationId, Submitted> recent;

    RecentOperations(OperationSettings settings) {
        this.recent = Caffeine.newBuilder()
                .maximumSize(settings.remembered())
                .expireAfterWrite(settings.rememberedFor())
                .build();
    }

    /** Remembers it, unless this operation is known already: then the known one is returned and stays. */
    public Optional<Submitted> addIfAbsent(Submitted submitted) {
        return Optional.ofNullable(recent.asMap().putIfAbsent(submitted.operationId(), submitted));
    }

    /** Forgets exactly this one, for it may not have reached the log. */
    public void remove(Submitted submitted) {
        recent.asMap().remove(submitted.operationId(), submitted);
    }

    Optional<Submitted> find(OperationId operation) {
        return Optional.ofNullable(recent.getIfPresent(operation));
    }

    void forget(OperationId operation) {
        recent.invalidate(operation);
    }
}
