package dev.gembourse.exactlyonce;

import dev.gembourse.events.view.PartitionLagView;
import io.micrometer.core.instrument.Counter;
import io.micrometer.core.instrument.DistributionSummary;
import io.micrometer.core.instrument.Gauge;
import io.micrometer.core.instrument.MeterRegistry;
import io.micrometer.core.instrument.Tags;
import io.micrometer.core.instrument.Timer;
import java.util.EnumMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Objects;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.TimeUnit;
import java.util.function.ToDoubleFunction;

/** What an engine counts and times. All meters begin with {@code gembourse.engine} and carry the stage's name. */
final class EngineMetrics {

    /** Why a batch did not commit. */
    enum Fault {
        /** Database or broker away or too slow: it is tried again. */
        PASSING,
        /** Somebody else has moved the partition's row. */
        FENCED,
        /** One record cannot be processed: it is quarantined. */
        POISON
    }

    private final MeterRegistry registry;
    private final Tags tags;
    private final Map<Integer, PartitionLagView> lags = new ConcurrentHashMap<>();
    private final Counter decided;
    private final Counter quarantined;
    private final Counter duplicates;
    private final Counter repeats;
    private final Counter gaps;
    private final Counter published;
    private final Map<Fault, Counter> faults = new EnumMap<>(Fault.class);
    private final DistributionSummary batchRecords;
    private final Timer batches;
    private final Timer commits;

    EngineMetrics(MeterRegistry registry, String stage) {
        this.registry = registry;
        this.tags = Tags.of("stage", stage);
        this.decided = records(registry, tags, "decided");
        this.quarantined = records(registry, tags, "quarantined");
        this.duplicates = records(registry, tags, "duplicate");
        this.repeats = records(registry, tags, "repeat");
        this.gaps = records(registry, tags, "gap");
        this.published = Counter.builder("gembourse.engine.published")
                .description("Events of the journal that the broker has acknowledged")
                .tags(tags)
                .register(registry);
        for (Fault fault : Fault.values()) {
            faults.put(
                    fault,
                    Counter.builder("gembourse.engine.faults")
                            .description("Batches that did not commit, by why")
                            .tags(tags.and("kind", fault.name().toLowerCase(Locale.ROOT)))
                            .register(registry));
        }
        this.batchRecords = DistributionSummary.builder("gembourse.engine.batch.records")
                .description("Records that one transaction has settled")
                .tags(tags)
                .register(registry);
        this.batches = Timer.builder("gembourse.engine.batch")
                .description("Time to settle a batch, from reading it to the commit")
                .tags(tags)
                .register(registry);
        this.commits = Timer.builder("gembourse.engine.commit")
                .description("Time that the database needs for the commit")
                .tags(tags)
                .register(registry);
    }

    /** A batch has been committed, or needed no commit. */
    void settled(Intake<?> intake, int records, long batchNanos, long commitNanos) {
        decided.increment(intake.inputs().size());
        quarantined.increment(intake.quarantined().size());
        duplicates.increment(intake.duplicates());
        repeats.increment(intake.repeats());
        gaps.increment(intake.gaps());
        batchRecords.record(records);
        batches.record(batchNanos, TimeUnit.NANOSECONDS);
        commits.record(commitNanos, TimeUnit.NANOSECONDS);
    }

    void dropped(int number) {
        duplicates.increment(number);
    }

    void published(long number) {
        published.increment((double) number);
    }

    void fault(Fault fault) {
        Objects.requireNonNull(faults.get(fault)).increment();
    }

    /** How far the partitions are; meters for a partition appear when it is seen first. */
    void lag(List<PartitionLagView> views) {
        for (PartitionLagView view : views) {
            if (lags.put(view.partition(), view) == null) {
                gauge(view.partition(), "lag.records", "Records not settled", PartitionLagView::records);
                gauge(
                        view.partition(),
                        "lag.seconds",
                        "Age of the first record not settled",
                        it -> it.seconds().doubleValue());
                gauge(
                        view.partition(),
                        "backlog",
                        "Events of the journal not known to be published",
                        it -> it.journalSeq() - it.publishedSeq());
                gauge(
                        view.partition(),
                        "settling",
                        "1 while the partition settles (OK or CATCHING_UP), 0 while it does not",
                        it -> switch (PartitionState.valueOf(it.state())) {
                            case OK, CATCHING_UP -> 1;
                            case STALLED, STOPPED, PAUSED, UNPOSITIONED -> 0;
                        });
                gauge(view.partition(), "quarantined", "Records in quarantine", PartitionLagView::quarantined);
            }
        }
    }

    private void gauge(int partition, String name, String description, ToDoubleFunction<PartitionLagView> value) {
        Gauge.builder("gembourse.engine." + name, lags, all -> {
                    PartitionLagView view = all.get(partition);
                    return view == null ? Double.NaN : value.applyAsDouble(view);
                })
                .description(description)
                .tags(tags.and("partition", Integer.toString(partition)))
                .register(registry);
    }

    private static Counter records(MeterRegistry registry, Tags tags, String outcome) {
        return Counter.builder("gembourse.engine.records")
                .description("Records of the input, by what became of them")
                .tags(tags.and("outcome", outcome))
                .register(registry);
    }
}
