package dev.gembourse.exactlyonce;

import io.micrometer.core.instrument.Counter;
import io.micrometer.core.instrument.DistributionSummary;
import io.micrometer.core.instrument.MeterRegistry;
import io.micrometer.core.instrument.Tags;
import io.micrometer.core.instrument.Timer;
import java.util.EnumMap;
import java.util.Map;
import java.util.Objects;
import java.util.concurrent.TimeUnit;

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
    private final Timer hashes;

    EngineMetrics(MeterRegistry registry, String stage) {
        Tags tags = Tags.of("stage", stage);
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
                            .tags(tags.and("kind", fault.name().toLowerCase(java.util.Locale.ROOT)))
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
        this.hashes = Timer.builder("gembourse.engine.hash")
                .description("Time that the events of a batch take to be chained by their hashes")
                .tags(tags)
                .register(registry);
        this.commits = Timer.builder("gembourse.engine.commit")
                .description("Time that the database needs for the commit")
                .tags(tags)
                .register(registry);
    }

    /** A batch has been committed. */
    void committed(int records, long batchNanos, long commitNanos) {
        batchRecords.record(records);
        batches.record(batchNanos, TimeUnit.NANOSECONDS);
        commits.record(commitNanos, TimeUnit.NANOSECONDS);
    }

    /** The events of a batch, committed or not, have been chained. */
    void hashed(long nanos) {
        hashes.record(nanos, TimeUnit.NANOSECONDS);
    }

    /** A partition's share of a batch has taken effect, or has brought nothing new. */
    void settled(Intake<?> intake) {
        decided.increment(intake.inputs().size());
        quarantined.increment(intake.quarantined().size());
        duplicates.increment(intake.duplicates());
        repeats.increment(intake.repeats());
        gaps.increment(intake.gaps());
    }

    void published(long number) {
        published.increment((double) number);
    }

    void fault(Fault fault) {
        Objects.requireNonNull(faults.get(fault)).increment();
    }

    private static Counter records(MeterRegistry registry, Tags tags, String outcome) {
        return Counter.builder("gembourse.engine.records")
                .description("Records of the input, by what became of them")
                .tags(tags.and("outcome", outcome))
                .register(registry);
    }
}
