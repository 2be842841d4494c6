package dev.gembourse.gateway.operation;

import dev.gembourse.events.value.OperationId;
import java.time.Duration;
import java.util.Iterator;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import org.springframework.stereotype.Component;

/**
 * What this instance has handed to Kafka lately. It spares a retry the way through Kafka; that a command takes effect once
 * does not depend on it. When there are too many, the oldest are forgotten. Thread-safe.
 */
@Component
public class RecentOperations {

    private final int most;
    private final Duration remembered;
    private final Map<OperationId, Entry> byAge = new LinkedHashMap<>(); // the oldest first

    private record Entry(Submitted submitted, long addedAt) {}

    RecentOperations(OperationSettings settings) {
        this.most = settings.remembered();
        this.remembered = settings.rememberedFor();
    }

    /** Remembers it, unless this operation is known already: then the known one is returned and stays. */
    public synchronized Optional<Submitted> addIfAbsent(Submitted submitted) {
        forgetOld();
        Entry known = byAge.putIfAbsent(submitted.operationId(), new Entry(submitted, System.nanoTime()));
        if (byAge.size() > most) {
            forgetOldest();
        }
        return Optional.ofNullable(known).map(Entry::submitted);
    }

    /** Forgets exactly this one, for it may not have reached the log. */
    public synchronized void remove(Submitted submitted) {
        Entry known = byAge.get(submitted.operationId());
        if (known != null && known.submitted().equals(submitted)) {
            byAge.remove(submitted.operationId());
        }
    }

    synchronized Optional<Submitted> find(OperationId operation) {
        forgetOld();
        return Optional.ofNullable(byAge.get(operation)).map(Entry::submitted);
    }

    synchronized void forget(OperationId operation) {
        byAge.remove(operation);
    }

    private void forgetOld() {
        long now = System.nanoTime();
        Iterator<Entry> oldest = byAge.values().iterator();
        while (oldest.hasNext() && now - oldest.next().addedAt() >= remembered.toNanos()) {
            oldest.remove();
        }
    }

    private void forgetOldest() {
        Iterator<Entry> oldest = byAge.values().iterator();
        oldest.next();
        oldest.remove();
    }
}
