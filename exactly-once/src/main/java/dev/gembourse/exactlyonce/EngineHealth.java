package dev.gembourse.exactlyonce;

import java.time.Duration;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * How an engine does.
 *
 * @param alive whether it polls; if not, only a restart of the process helps
 * @param ready whether it settles: database and broker answer and no partition of this instance is STOPPED or UNPOSITIONED
 * @param sinceLastPoll of the consumer thread whose last poll is longest ago
 * @param reason why it is not alive or not ready; null when it is both
 * @param partitions the state of each partition that this instance owns
 */
public record EngineHealth(
        boolean alive,
        boolean ready,
        Duration sinceLastPoll,
        @Nullable String reason,
        Map<Integer, PartitionState> partitions) {

    public EngineHealth {
        partitions = Map.copyOf(partitions);
    }
}
