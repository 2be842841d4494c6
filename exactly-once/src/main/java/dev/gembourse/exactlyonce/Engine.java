package dev.gembourse.exactlyonce;

import dev.gembourse.events.view.PartitionLagView;
import io.micrometer.core.instrument.MeterRegistry;
import java.time.Duration;
import java.time.InstantSource;
import java.util.List;
import java.util.Map;
import javax.sql.DataSource;
import org.springframework.context.SmartLifecycle;

/**
 * Runs a stage: takes partitions of its input topic, settles their records, and publishes the journal.
 *
 * @param <C> what is read
 * @param <E> what is written to the journal
 */
public final class Engine<C, E> implements SmartLifecycle {

    /**
     * @param dataSource connections to the stage's schema, see {@link EngineDatabase}
     * @param clock tells the business time that {@link PartitionProcessor#decide} gets
     */
    public Engine(
            Stage<C, E> stage,
            EngineSettings settings,
            DataSource dataSource,
            MeterRegistry meters,
            InstantSource clock) {}

    /** How far every partition of the input topic is behind, whether this instance owns it or not. */
    public List<PartitionLagView> lag() {
        return List.of();
    }

    public EngineHealth health() {
        return new EngineHealth(false, false, Duration.ZERO, "not built yet", Map.of());
    }

    /** Stops settling on this instance; returns when no batch is running. Partitions stay owned. */
    public void pause() {}

    /** Settles again. */
    public void resume() {}

    /**
     * Lets a partition process its records again from an earlier offset on. Has no effect on what was settled, since stages
     * know what they have done; it is for records that were quarantined and can be processed now.
     *
     * @param why is kept with the audit row
     * @throws IllegalArgumentException when the offset is not before the partition's next one
     */
    public void rewind(int partition, long offset, String why) {}

    @Override
    public void start() {}

    @Override
    public void stop() {}

    @Override
    public boolean isRunning() {
        return false;
    }
}
