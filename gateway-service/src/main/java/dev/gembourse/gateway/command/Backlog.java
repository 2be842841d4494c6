package dev.gembourse.gateway.command;

import dev.gembourse.events.view.PartitionLagView;
import dev.gembourse.events.wire.Message;
import java.math.BigDecimal;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.List;
import java.util.Set;
import java.util.stream.Collectors;
import org.apache.kafka.common.utils.Utils;

/**
 * Which partitions are too far behind.
 *
 * @param all whether each is, known or not
 * @param partitions of all topics, for a key's partition follows from their number
 */
record Backlog(boolean all, Set<Place> late, List<PartitionLagView> partitions) {

    static final Backlog NONE = new Backlog(false, Set.of(), List.of());

    record Place(String topic, int partition) {}

    /**
     * By what settlement told last and how long it has been silent since: that much is added to everything, and when it alone is
     * too much, nobody knows a partition that is not behind.
     *
     * @param oldest how long a command may have been waiting
     */
    static Backlog of(List<PartitionLagView> told, Duration silent, Duration oldest) {
        BigDecimal limit = BigDecimal.valueOf(oldest.minus(silent).toMillis(), 3);
        Set<Place> late = told.stream()
                .filter(line -> line.seconds().compareTo(limit) > 0)
                .map(line -> new Place(line.topic(), line.partition()))
                .collect(Collectors.toUnmodifiableSet());
        return new Backlog(limit.signum() < 0, late, List.copyOf(told));
    }

    boolean isNone() {
        return !all && late.isEmpty();
    }

    /** Whether a command would come to stand behind others for too long. */
    boolean holds(Message command) {
        return all || (!late.isEmpty() && late.contains(placeOf(command)));
    }

    private Place placeOf(Message command) {
        long count = partitions.stream()
                .filter(line -> line.topic().equals(command.topic()))
                .count();
        byte[] key = command.key().getBytes(StandardCharsets.UTF_8);
        return new Place(
                command.topic(), count == 0 ? -1 : Utils.toPositive(Utils.murmur2(key)) % Math.toIntExact(count));
    }
}
