package dev.gembourse.gateway.operation;

import dev.gembourse.gateway.upstream.Processor;
import java.time.Duration;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import org.springframework.stereotype.Component;

/** Waits until the processor has processed everything that stands in the command topics now. */
@Component
class Barrier {

    private static final Duration BETWEEN_LOOKS = Duration.ofMillis(50);

    private record Place(String topic, int partition) {}

    private final CommandLog log;
    private final Processor processor;
    private final Duration atMost;

    Barrier(CommandLog log, Processor processor, OperationSettings settings) {
        this.log = log;
        this.processor = processor;
        this.atMost = settings.tellWithin();
    }

    /** Whether it has, within the time allowed. */
    boolean pass() {
        Map<Place, Long> ends = new HashMap<>();
        for (Area area : Area.values()) {
            log.ends(area).forEach((partition, end) -> ends.put(new Place(area.commands(), partition), end));
        }
        long deadline = System.nanoTime() + atMost.toNanos();
        while (!isPassed(ends, processor.progress())) {
            if (System.nanoTime() + BETWEEN_LOOKS.toNanos() > deadline || !pause()) {
                return false;
            }
        }
        return true;
    }

    private static boolean isPassed(Map<Place, Long> ends, List<Processor.Progress> reached) {
        Map<Place, Long> next = new HashMap<>();
        reached.forEach(line -> next.put(new Place(line.topic(), line.partition()), line.nextOffset()));
        return ends.entrySet().stream().allMatch(end -> next.getOrDefault(end.getKey(), 0L) >= end.getValue());
    }

    private static boolean pause() {
        try {
            TimeUnit.NANOSECONDS.sleep(BETWEEN_LOOKS.toNanos());
            return true;
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            return false;
        }
    }
}
