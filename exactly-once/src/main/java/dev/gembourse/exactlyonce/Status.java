package dev.gembourse.exactlyonce;

import dev.gembourse.events.view.PartitionLagView;
import java.sql.Connection;
import java.sql.SQLException;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Function;
import java.util.stream.Collectors;
import org.apache.kafka.common.KafkaException;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * How far every partition is, from the database and Kafka. Looking is also how the engine knows whether both answer, and how
 * an owner learns of an operator's intervention. Thread-safe.
 */
final class Status<C, E> implements AutoCloseable {

    private static final Logger LOG = LoggerFactory.getLogger(Status.class);
    private static final Duration FRESH = Duration.ofMillis(250);

    private final String stage;
    private final Resources resources;
    private final Consumption<C, E> consumption;
    private final LagView view;
    private final LogEnds ends;
    private volatile List<PartitionLagView> last = List.of();
    private volatile @Nullable String trouble = "nothing is known yet";
    private long lastNanos;
    private boolean closed;

    Status(Stage<C, E> stage, Resources resources, Consumption<C, E> consumption) {
        this.stage = stage.name();
        this.resources = resources;
        this.consumption = consumption;
        this.view = new LagView(stage.name(), stage.input().topic(), resources.settings());
        this.ends = new LogEnds(stage.name(), stage.input().topic(), resources.settings());
    }

    /** The state of all partitions, at most a quarter of a second old as long as database and broker answer. */
    List<PartitionLagView> lag() {
        look(FRESH);
        String now = trouble;
        return now == null
                ? last
                : last.stream().map(view -> LagView.outdated(view, now)).toList();
    }

    /** Why database or broker did not answer the last time; null when they did. */
    @Nullable
    String trouble() {
        return trouble;
    }

    /** Looks, unless the last look is young enough. */
    synchronized void look(Duration age) {
        if (closed || (!last.isEmpty() && System.nanoTime() - lastNanos < age.toNanos())) {
            return;
        }
        try {
            last = looked();
            lastNanos = System.nanoTime();
            resources.metrics().lag(last);
            trouble = null;
        } catch (SQLException e) {
            troubled("the database does not answer: " + e.getMessage());
        } catch (KafkaException | Topics.Unreachable e) {
            troubled("the brokers do not answer: " + e.getMessage());
        }
    }

    @Override
    public synchronized void close() {
        closed = true;
        ends.close();
    }

    private void troubled(String what) {
        if (trouble == null) {
            LOG.warn("{}: {}", stage, what);
        }
        trouble = what;
    }

    private List<PartitionLagView> looked() throws SQLException, Topics.Unreachable {
        Map<Integer, Progress> rows;
        Map<Integer, Long> quarantined;
        try (Connection connection = resources.dataSource().getConnection()) {
            rows = resources.fence().all(connection).stream()
                    .collect(Collectors.toMap(Progress::partition, Function.identity()));
            quarantined = resources.quarantine().count(connection);
        }
        TopicIdentity identity = resources.topics().describe().identity();
        Map<Integer, Long> end = ends.ends(identity.partitionCount());
        Map<Integer, Long> next = nextOffsets(rows, identity.partitionCount());
        Map<Integer, Long> lagging = new HashMap<>(next);
        lagging.entrySet().removeIf(entry -> entry.getValue() >= end.getOrDefault(entry.getKey(), 0L));
        Map<Integer, Instant> times = lagging.isEmpty() ? Map.of() : ends.times(lagging);
        Map<Integer, PartitionWorker<C, E>> workers = consumption.workers();
        List<PartitionLagView> views = new ArrayList<>();
        for (int partition = 0; partition < identity.partitionCount(); partition++) {
            PartitionWorker<C, E> worker = workers.get(partition);
            Progress row = rows.get(partition);
            tellOfIntervention(worker, row);
            views.add(view.of(new LagView.Facts(
                    partition,
                    row,
                    identity,
                    worker == null ? null : new LagView.Owner(worker.state(), worker.detail(), worker.hasRoom()),
                    resources.settling().isOff(),
                    Math.max(0, end.getOrDefault(partition, 0L) - next.getOrDefault(partition, 0L)),
                    times.get(partition),
                    resources.clock().instant(),
                    quarantined.getOrDefault(partition, 0L))));
        }
        return List.copyOf(views);
    }

    private Map<Integer, Long> nextOffsets(Map<Integer, Progress> rows, int partitionCount) {
        Map<Integer, Long> next = new HashMap<>();
        boolean complete = rows.size() >= partitionCount;
        Map<Integer, Long> begins = complete ? Map.of() : ends.begins(partitionCount);
        for (int partition = 0; partition < partitionCount; partition++) {
            Progress row = rows.get(partition);
            next.put(partition, row == null ? begins.getOrDefault(partition, 0L) : row.nextOffset());
        }
        return next;
    }

    private void tellOfIntervention(@Nullable PartitionWorker<C, E> worker, @Nullable Progress row) {
        Progress known = worker == null ? null : worker.progress();
        if (worker != null && row != null && known != null && known.interventions() < row.interventions()) {
            worker.lookAgain();
        }
    }
}
