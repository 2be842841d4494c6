package dev.gembourse.exactlyonce;

import org.springframework.boot.health.contributor.Health;
import org.springframework.boot.health.contributor.HealthIndicator;

/** Shows an engine's health to Spring Boot: up while it is both alive and ready. */
public final class EngineHealthIndicator implements HealthIndicator {

    private final Engine<?, ?> engine;

    public EngineHealthIndicator(Engine<?, ?> engine) {
        this.engine = engine;
    }

    @Override
    public Health health() {
        EngineHealth health = engine.health();
        Health.Builder builder = health.alive() && health.ready() ? Health.up() : Health.down();
        builder.withDetail("alive", health.alive())
                .withDetail("ready", health.ready())
                .withDetail("sinceLastPoll", health.sinceLastPoll().toString())
                .withDetail("partitions", health.partitions());
        if (health.reason() != null) {
            builder.withDetail("reason", health.reason());
        }
        return builder.build();
    }
}
