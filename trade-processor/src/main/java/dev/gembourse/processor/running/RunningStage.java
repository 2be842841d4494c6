package dev.gembourse.processor.running;

import dev.gembourse.events.view.PartitionLagView;
import dev.gembourse.exactlyonce.CannotStart;
import dev.gembourse.exactlyonce.Engine;
import dev.gembourse.exactlyonce.EngineHealth;
import dev.gembourse.exactlyonce.Rush;
import java.sql.SQLException;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.context.SmartLifecycle;

/**
 * A stage under its engine, started with the application. If it has to wait for something first, a thread of its own waits,
 * so that the process answers questions and says in its readiness what it is waiting for.
 */
public final class RunningStage implements SmartLifecycle {

    private static final Logger LOG = LoggerFactory.getLogger(RunningStage.class);
    private static final Duration LOOK = Duration.ofMillis(500);

    /** Something that must have happened before a stage can run. */
    @FunctionalInterface
    public interface Condition {

        /** Waits for it, at most that long; returns whether it has happened. */
        boolean await(Duration atMost) throws InterruptedException;
    }

    private final String name;
    private final Engine<?, ?> engine;
    private final String conditionInWords;
    private final Condition condition;
    private volatile boolean wanted;
    private volatile boolean started;
    private volatile @Nullable String failure;

    private RunningStage(String name, Engine<?, ?> engine, String conditionInWords, Condition condition) {
        this.name = name;
        this.engine = engine;
        this.conditionInWords = conditionInWords;
        this.condition = condition;
    }

    public static RunningStage of(String name, Engine<?, ?> engine) {
        return new RunningStage(name, engine, "nothing", ignored -> true);
    }

    /** A stage that must not run before a condition holds. */
    public static RunningStage of(String name, Engine<?, ?> engine, String conditionInWords, Condition condition) {
        return new RunningStage(name, engine, conditionInWords, condition);
    }

    public String name() {
        return name;
    }

    /** To which other stages may give way. */
    public Rush rush() {
        return engine.rush();
    }

    public List<PartitionLagView> lag() {
        return engine.lag();
    }

    public EngineHealth health() {
        return started ? engine.health() : new EngineHealth(true, false, Duration.ZERO, reason(), Map.of());
    }

    /** Stops settling on this instance; returns when no batch is running. */
    public void pause() {
        engine.pause();
    }

    public void resume() {
        engine.resume();
    }

    /**
     * Hands a partition its records again, from an earlier offset on. Has no effect on what was settled.
     *
     * @throws IllegalArgumentException when the offset is not before the partition's next one
     */
    public void rewind(int partition, long offset, String why) throws SQLException {
        engine.rewind(partition, offset, why);
    }

    /** Goes on at an offset of a topic that is not the one that the partition was settled from. */
    public void adopt(int partition, long offset, String why) throws SQLException, InterruptedException {
        engine.adopt(partition, offset, why);
    }

    @Override
    public void start() {
        wanted = true;
        Thread.ofVirtual().name("start-" + name).start(this::startWhenPossible);
    }

    @Override
    public synchronized void stop() {
        wanted = false;
        if (started) {
            engine.stop();
            started = false;
        }
    }

    /** Beside the other stages: each may take its time, and together they have no more of it. */
    @Override
    public void stop(Runnable whenStopped) {
        Thread.ofVirtual().name("stop-" + name).start(() -> {
            try {
                stop();
            } finally {
                whenStopped.run();
            }
        });
    }

    @Override
    public boolean isRunning() {
        return wanted;
    }

    private String reason() {
        String why = failure;
        return why == null ? "waiting for " + conditionInWords : "cannot start, trying again: " + why;
    }

    private void startWhenPossible() {
        try {
            while (wanted && !condition.await(LOOK)) {
                LOG.debug("stage {} is waiting for {}", name, conditionInWords);
            }
            while (wanted && !started) {
                tryToStart();
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    private void tryToStart() throws InterruptedException {
        try {
            startIfWanted();
        } catch (CannotStart e) {
            failure = e.getMessage();
            LOG.warn("stage {} cannot start, trying again: {}", name, failure);
            TimeUnit.NANOSECONDS.sleep(LOOK.toNanos());
        }
    }

    private synchronized void startIfWanted() {
        if (wanted && !started) {
            engine.start();
            started = true;
        }
    }
}
