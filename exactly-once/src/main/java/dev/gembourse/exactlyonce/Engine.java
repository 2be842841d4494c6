package dev.gembourse.exactlyonce;

import dev.gembourse.events.view.PartitionLagView;
import io.micrometer.core.instrument.MeterRegistry;
import java.sql.SQLException;
import java.time.Duration;
import java.time.InstantSource;
import java.util.List;
import java.util.Map;
import javax.sql.DataSource;
import org.jspecify.annotations.Nullable;
import org.springframework.context.EnvironmentAware;
import org.springframework.context.SmartLifecycle;
import org.springframework.core.env.Environment;
import org.springframework.core.env.Profiles;

/**
 * Runs a stage: takes partitions of its input topic, settles their records, each exactly once, and publishes the journal.
 *
 * <p>PostgreSQL is the only authority on what has been settled. Every batch is one transaction, which first locks the
 * partition's row in {@code progress} with the place that it expects; whoever finds it elsewhere is not the owner any more.
 * So neither Kafka's offsets nor its rebalances, neither clocks nor the survival of any process matter for correctness.
 *
 * <p>May be started and stopped several times. All methods may be called from any thread.
 *
 * @param <C> what is read
 * @param <E> what is written to the journal
 */
public final class Engine<C, E> implements SmartLifecycle, EnvironmentAware {

    /** Stops after the web server has stopped to take requests. */
    private static final int PHASE = SmartLifecycle.DEFAULT_PHASE - 4096;

    private final Stage<C, E> stage;
    private final EngineSettings settings;
    private final DataSource dataSource;
    private final InstantSource clock;
    private final SettlementSwitch settling = new SettlementSwitch();
    private final EngineMetrics metrics;
    private final Failpoints failpoints;
    private final Interventions intervention;
    private volatile @Nullable Running<C, E> running;

    /**
     * @param dataSource connections to the stage's schema, see {@link EngineDatabase}
     * @param clock tells the business time that {@link PartitionProcessor#decide} gets
     */
    public Engine(
            Stage<C, E> stage,
            EngineSettings settings,
            DataSource dataSource,
            MeterRegistry meters,
            InstantSource clock) {
        this.stage = stage;
        this.settings = settings;
        this.dataSource = dataSource;
        this.clock = clock;
        this.metrics = new EngineMetrics(meters, stage.name());
        this.failpoints = Failpoints.ofProcess(stage.name());
        String topic = stage.input().topic();
        this.intervention = new Interventions(topic, dataSource, new Fence(topic), clock);
    }

    /**
     * How far every partition of the input topic is behind, whether this instance owns it or not. While the database or the
     * brokers do not answer it is what was known last, see {@link #health()}; empty when the engine has not been started.
     */
    public List<PartitionLagView> lag() {
        Running<C, E> current = running;
        return current == null ? List.of() : current.lag();
    }

    public EngineHealth health() {
        Running<C, E> current = running;
        return current == null
                ? new EngineHealth(false, false, Duration.ZERO, "not started", Map.of())
                : current.health();
    }

    /** Stops settling on this instance; when it returns no batch is running. The partitions stay owned. */
    public void pause() {
        settling.off();
    }

    /** Settles again after a {@link #pause()}. */
    public void resume() {
        settling.on();
    }

    /**
     * Lets a partition process its records again from an earlier offset on. That has no effect on what was settled, since
     * stages know what they have done; it is for records that were quarantined and can be processed now. Whoever owns the
     * partition, here or elsewhere, loses the batch that it is at and goes on from there.
     *
     * @param why is kept in the table {@code intervention}
     * @throws IllegalArgumentException when the offset is not before the partition's next one, or without a reason
     * @throws SQLException when the database does not do it
     */
    public void rewind(int partition, long offset, String why) throws SQLException {
        intervention.rewind(partition, offset, why);
        lookAgain();
    }

    /**
     * Accepts the input topic as it is now, after it was created anew, was moved to another cluster, or has lost records, and
     * lets a partition go on from an offset that the caller has made sure of: records that are skipped have no effect,
     * and records that are settled a second time are up to the stage to recognise.
     *
     * @param why is kept in the table {@code intervention}
     * @throws IllegalArgumentException when the number of partitions has changed, or without a reason
     * @throws IllegalStateException when the engine is not running or the brokers do not answer
     * @throws SQLException when the database does not do it
     */
    public void adopt(int partition, long offset, String why) throws SQLException {
        Running<C, E> current = running;
        if (current == null) {
            throw new IllegalStateException("expected the engine to be running");
        }
        try {
            intervention.adopt(partition, offset, current.identity(), why);
        } catch (Topics.Unreachable e) {
            throw new IllegalStateException("expected the brokers to answer", e);
        }
        lookAgain();
    }

    /**
     * Called by Spring.
     *
     * @throws IllegalStateException when a failpoint is set in production
     */
    @Override
    public void setEnvironment(Environment environment) {
        if (failpoints.isArmed() && environment.acceptsProfiles(Profiles.of("production"))) {
            throw new IllegalStateException("expected no " + Failpoints.SETTING + " in the profile production");
        }
    }

    /** Returns at once; brokers and database may still be starting. */
    @Override
    public synchronized void start() {
        if (running == null) {
            Running<C, E> made = new Running<>(stage, settings, dataSource, clock, settling, metrics, failpoints);
            running = made;
            made.begin();
        }
    }

    /** Finishes the running batches, publishes the journal as far as the brokers take it, and gives the partitions back. */
    @Override
    public synchronized void stop() {
        Running<C, E> current = running;
        running = null;
        if (current != null) {
            current.close();
        }
    }

    @Override
    public boolean isRunning() {
        return running != null;
    }

    @Override
    public int getPhase() {
        return PHASE;
    }

    private void lookAgain() {
        Running<C, E> current = running;
        if (current != null) {
            current.lookAgain();
        }
    }
}
