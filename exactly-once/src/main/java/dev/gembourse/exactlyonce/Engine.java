package dev.gembourse.exactlyonce;

import dev.gembourse.events.view.PartitionLagView;
import io.micrometer.core.instrument.Gauge;
import io.micrometer.core.instrument.MeterRegistry;
import java.sql.SQLException;
import java.time.Duration;
import java.time.InstantSource;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import javax.sql.DataSource;
import org.jspecify.annotations.Nullable;
import org.springframework.context.SmartLifecycle;

/**
 * Runs a stage: takes partitions of its input topic, settles their records, and publishes the journal.
 *
 * <p>All methods may be called from any thread. An engine that was stopped can be started again.
 *
 * @param <C> what is read
 * @param <E> what is written to the journal
 */
public final class Engine<C, E> implements SmartLifecycle {

    private final Stage<C, E> stage;
    private final EngineSettings settings;
    private final KafkaAccess kafka;
    private final DataSource dataSource;
    private final InstantSource clock;
    private final EngineMetrics metrics;
    private final SettlementSwitch settling = new SettlementSwitch();
    private final Rush rush = new Rush();
    private Rush othersRush = new Rush();
    private volatile @Nullable Running<C, E> running;

    /**
     * @param dataSource connections to the stage's schema, see {@link EngineDatabase}
     * @param clock tells the business time that {@link BatchProcessor#decide} gets
     */
    public Engine(
            Stage<C, E> stage,
            EngineSettings settings,
            KafkaAccess kafka,
            DataSource dataSource,
            MeterRegistry meters,
            InstantSource clock) {
        this.stage = stage;
        this.settings = settings;
        this.kafka = kafka;
        this.dataSource = dataSource;
        this.clock = clock;
        this.metrics = new EngineMetrics(meters, stage.name());
        Gauge.builder("gembourse.engine.unpublished", this, engine -> engine.backlog())
                .description("Journal events that are committed and not acknowledged by the broker yet")
                .tag("stage", stage.name())
                .register(meters);
    }

    /**
     * Before the start: threads of this engine rest nine times as long as their batches take while the other settles large ones, so
     * that what others wait for comes first. It falls behind meanwhile and catches up afterwards.
     */
    public Engine<C, E> givingWayTo(Rush other) {
        othersRush = other;
        return this;
    }

    /** Whether this engine settles large batches. */
    public Rush rush() {
        return rush;
    }

    /**
     * How far every partition of the input topic is behind, whether this instance owns it or not.
     *
     * @throws LagUnknown when the database or the brokers do not answer
     */
    public List<PartitionLagView> lag() {
        Running<C, E> mine = running;
        return mine == null ? List.of() : mine.lag();
    }

    /** How this engine does. Answers at once from what the consumer threads know. */
    public EngineHealth health() {
        Running<C, E> mine = running;
        return mine == null
                ? new EngineHealth(false, false, Duration.ZERO, "the engine has not been started", Map.of())
                : mine.health();
    }

    /** Stops settling on this instance; returns when no batch is running. Partitions stay owned. */
    public void pause() {
        settling.off();
    }

    /** Settles again. */
    public void resume() {
        settling.on();
    }

    /**
     * Lets a partition process its records again from an earlier offset on. Has no effect on what was settled, since stages
     * know what they have done; it is for records that were quarantined and can be processed now.
     *
     * @param why is kept with the audit row
     * @throws IllegalArgumentException when the offset is not before the partition's next one
     * @throws IllegalStateException when the input is a journal, whose events are taken once, in the order of their numbers:
     *     what a stage made of one is made again only together with all that followed
     */
    public void rewind(int partition, long offset, String why) throws SQLException {
        if (stage.inputIsJournal()) {
            throw new IllegalStateException(
                    "expected an input that can be rewound but %s is a journal; rebuild %s from it instead"
                            .formatted(stage.input().topic(), stage.name()));
        }
        new Interventions(dataSource, stage.input().topic()).rewind(partition, offset, why, clock.instant());
        lookAgain(partition);
    }

    /**
     * Goes on with a topic that is not the one, or does not hold the records, that a partition was settled from. Whoever
     * calls this has made sure by other means that everything before the offset has been settled or may be left out. The
     * commands that settlement has asked of itself need no such care: where one may be missing, the journal is published again from
     * its event on.
     *
     * @param why is kept with the audit row
     */
    public void adopt(int partition, long offset, String why) throws SQLException, InterruptedException {
        Running<C, E> mine = running;
        if (mine == null) {
            throw new IllegalStateException("expected the engine to run, for it has to ask the brokers for the topic");
        }
        TopicIdentity identity = mine.identity();
        Map<Integer, Long> published = new LostFollowUps<>(stage, dataSource).of(partition, identity.partitionCount());
        new Interventions(dataSource, stage.input().topic())
                .adopt(partition, offset, identity, published, why, clock.instant());
        lookAgain(partition);
    }

    /** @throws CannotStart when it may be possible later */
    @Override
    public synchronized void start() {
        if (running == null) {
            running = Running.start(stage, settings, kafka, dataSource, clock, metrics, settling, rush, othersRush);
        }
    }

    /** Finishes the running batches, publishes the journal, and gives the partitions back. */
    @Override
    public synchronized void stop() {
        Running<C, E> mine = running;
        if (mine != null) {
            mine.stop();
            running = null;
        }
    }

    @Override
    public boolean isRunning() {
        return running != null;
    }

    private long backlog() {
        Running<C, E> mine = running;
        return mine == null
                ? 0
                : mine.workers().values().stream()
                        .mapToLong(PartitionWorker::backlog)
                        .sum();
    }

    private void lookAgain(int partition) {
        Running<C, E> mine = running;
        if (mine != null) {
            Map<Integer, PartitionWorker<C, E>> workers = new HashMap<>(mine.workers());
            PartitionWorker<C, E> worker = workers.get(partition);
            if (worker != null) {
                worker.lookAgain();
            }
        }
    }
}
