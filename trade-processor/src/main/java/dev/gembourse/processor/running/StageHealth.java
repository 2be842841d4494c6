package dev.gembourse.processor.running;

import dev.gembourse.exactlyonce.EngineHealth;
import java.util.function.Predicate;
import org.springframework.boot.health.contributor.Health;
import org.springframework.boot.health.contributor.HealthIndicator;

/** Shows a stage's health to Spring Boot: once as a part of readiness, once as a part of liveness. */
public final class StageHealth implements HealthIndicator {

    private final RunningStage stage;
    private final Predicate<EngineHealth> up;

    private StageHealth(RunningStage stage, Predicate<EngineHealth> up) {
        this.stage = stage;
        this.up = up;
    }

    /** Up while the stage settles. */
    public static StageHealth ready(RunningStage stage) {
        return new StageHealth(stage, EngineHealth::ready);
    }

    /** Down when only a restart of the process helps. */
    public static StageHealth alive(RunningStage stage) {
        return new StageHealth(stage, EngineHealth::alive);
    }

    @Override
    public Health health() {
        EngineHealth health = stage.health();
        Health.Builder builder = (up.test(health) ? Health.up() : Health.down())
                .withDetail("partitions", health.partitions())
                .withDetail("sinceLastPoll", health.sinceLastPoll().toString());
        return health.reason() == null
                ? builder.build()
                : builder.withDetail("reason", health.reason()).build();
    }
}
