package dev.gembourse.exactlyonce;

import dev.gembourse.events.view.PartitionLagView;
import java.math.BigDecimal;
import java.sql.Connection;
import java.sql.SQLException;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.apache.kafka.common.TopicPartition;
import org.jspecify.annotations.Nullable;

/** Tells how far each partition of the input topic is behind. */
final class Lag implements AutoCloseable {

    private static final Duration FRESH = Duration.ofMillis(500);

    private final String service;
    private final String topic;
    private final Resources resources;
    private final FirstRecords log;
    private List<PartitionLagView> last = List.of();
    private long lastNanos;
    private boolean looked;

    Lag(String service, String topic, Resources resources, FirstRecords log) {
        this.service = service;
        this.topic = topic;
        this.resources = resources;
        this.log = log;
    }

    /**
     * Looks at the database and at Kafka, at most twice a second.
     *
     * @param owned the workers of this instance's partitions
     * @throws SQLException when the database does not answer
     * @throws org.apache.kafka.common.KafkaException when the brokers do not answer
     */
    synchronized List<PartitionLagView> look(Map<Integer, ? extends PartitionWorker<?, ?>> owned) throws SQLException {
        if (looked && System.nanoTime() - lastNanos < FRESH.toNanos()) {
            return last;
        }
        List<Progress> rows;
        Map<Integer, Long> quarantined;
        try (Connection connection = resources.dataSource().getConnection()) {
            rows = resources.fence().all(connection);
            quarantined = resources.quarantine().count(connection);
        }
        Map<TopicPartition, Long> places = new HashMap<>();
        log.places(topic).forEach(place -> places.put(place, 0L));
        rows.forEach(row -> places.put(new TopicPartition(topic, row.partition()), row.nextOffset()));
        Map<TopicPartition, Long> ends = log.ends(places.keySet());
        Map<TopicPartition, Long> behind = new HashMap<>(places);
        behind.entrySet().removeIf(place -> ends.getOrDefault(place.getKey(), 0L) <= place.getValue());
        Map<TopicPartition, Instant> times = log.times(behind);
        Instant now = resources.clock().instant();
        List<PartitionLagView> views = new ArrayList<>();
        for (Progress row : rows) {
            TopicPartition place = new TopicPartition(topic, row.partition());
            long records = Math.max(0, ends.getOrDefault(place, row.nextOffset()) - row.nextOffset());
            Duration age = age(times.get(place), now);
            PartitionWorker<?, ?> worker = owned.get(row.partition());
            PartitionState state = state(row, worker, records, age);
            views.add(new PartitionLagView(
                    service,
                    topic,
                    row.partition(),
                    records,
                    BigDecimal.valueOf(age.toMillis(), 3),
                    state.name(),
                    detail(row, worker, state),
                    worker != null,
                    row.nextOffset(),
                    row.journalSeq(),
                    row.publishedSeq(),
                    quarantined.getOrDefault(row.partition(), 0L)));
        }
        for (Progress row : rows) {
            places.remove(new TopicPartition(topic, row.partition()));
        }
        places.keySet()
                .forEach(place -> views.add(neverSettled(
                        place,
                        ends.getOrDefault(place, 0L),
                        age(times.get(place), now),
                        owned.get(place.partition()))));
        views.sort(Comparator.comparingInt(PartitionLagView::partition));
        last = views;
        lastNanos = System.nanoTime();
        looked = true;
        return views;
    }

    @Override
    public synchronized void close() {
        log.close();
    }

    /** A partition that no instance has ever settled has no row, but may have records. */
    private PartitionLagView neverSettled(
            TopicPartition place, long end, Duration age, @Nullable PartitionWorker<?, ?> worker) {
        String detail = worker == null ? "nobody has ever settled its records" : worker.detail();
        PartitionState state = worker == null ? PartitionState.UNPOSITIONED : worker.state();
        return new PartitionLagView(
                service,
                topic,
                place.partition(),
                end,
                BigDecimal.valueOf(age.toMillis(), 3),
                state.name(),
                detail,
                worker != null,
                0,
                0,
                0,
                0);
    }

    private PartitionState state(Progress row, @Nullable PartitionWorker<?, ?> worker, long records, Duration age) {
        if (worker != null && worker.state() != PartitionState.OK) {
            return worker.state();
        }
        if (worker != null && resources.settling().isOff()) {
            return PartitionState.PAUSED;
        }
        if (row.hasGap()) {
            return PartitionState.STALLED;
        }
        if (records == 0 || age.compareTo(resources.settings().catchingUpAfter()) < 0) {
            return PartitionState.OK;
        }
        Duration still = Duration.between(row.settledAt(), resources.clock().instant());
        boolean moves = still.compareTo(resources.settings().stalledAfter()) < 0;
        return moves ? PartitionState.CATCHING_UP : PartitionState.STALLED;
    }

    private static @Nullable String detail(Progress row, @Nullable PartitionWorker<?, ?> worker, PartitionState state) {
        if (row.hasGap()) {
            return "expected event %d of the journal but have seen %d only: its publisher must publish it again"
                    .formatted(row.sourceSeq() + 1, row.sourceSeen());
        }
        return switch (state) {
            case OK -> null;
            case PAUSED -> "an operator has paused settlement; resume it to go on";
            case CATCHING_UP -> "it settles old records";
            case STALLED, STOPPED, UNPOSITIONED ->
                worker != null && worker.detail() != null ? worker.detail() : "nobody settles its records";
        };
    }

    private static Duration age(@Nullable Instant first, Instant now) {
        return first == null || first.isAfter(now) ? Duration.ZERO : Duration.between(first, now);
    }
}
