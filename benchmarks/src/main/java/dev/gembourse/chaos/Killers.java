package dev.gembourse.chaos;

import dev.gembourse.events.value.StreamPosition;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import org.apache.kafka.clients.producer.RecordMetadata;

/** Commands under which the processor has died each time, so that they have come to stand in quarantine. */
record Killers(Set<StreamPosition> places) {

    Killers() {
        this(ConcurrentHashMap.newKeySet());
    }

    void add(RecordMetadata place) {
        places.add(new StreamPosition(place.partition(), place.offset()));
    }

    /** The first offset from which on a partition can be settled again without meeting one that kills no more. */
    long behind(int partition) {
        return places.stream()
                .filter(place -> place.partition() == partition)
                .mapToLong(place -> place.index() + 1)
                .max()
                .orElse(0);
    }
}
