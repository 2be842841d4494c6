package dev.gembourse.tools.replay;

import dev.gembourse.events.view.OperationView.Status;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.TreeMap;
import java.util.concurrent.TimeUnit;
import java.util.stream.Collectors;
import org.HdrHistogram.Histogram;
import org.jspecify.annotations.Nullable;

/** What the fates of some requests add up to. */
record Tally(List<Fate> fates) {

    private static final double MICROS_PER_MILLI = 1_000;

    long count(Status status) {
        return fates.stream().filter(fate -> fate.status() == status).count();
    }

    long replayed() {
        return fates.stream().filter(Fate::replayed).count();
    }

    Map<String, Long> refusedByReason() {
        return fates.stream()
                .filter(fate -> fate.status() == Status.REFUSED)
                .collect(Collectors.groupingBy(
                        fate -> Objects.requireNonNullElse(fate.reason(), "UNKNOWN"),
                        TreeMap::new,
                        Collectors.counting()));
    }

    Summary.@Nullable Latency latency() {
        Histogram micros = new Histogram(3);
        for (Fate fate : fates) {
            Duration took = fate.took();
            if (took != null) {
                micros.recordValue(Math.max(0, TimeUnit.NANOSECONDS.toMicros(took.toNanos())));
            }
        }
        return micros.getTotalCount() == 0
                ? null
                : new Summary.Latency(
                        micros.getValueAtPercentile(50) / MICROS_PER_MILLI,
                        micros.getValueAtPercentile(99) / MICROS_PER_MILLI,
                        micros.getMaxValue() / MICROS_PER_MILLI);
    }
}
