package dev.gembourse.processor.price;

import dev.gembourse.exactlyonce.EngineDatabase;
import java.sql.SQLException;
import java.time.InstantSource;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.context.annotation.Configuration;
import org.springframework.scheduling.annotation.EnableScheduling;
import org.springframework.scheduling.annotation.SchedulingConfigurer;
import org.springframework.scheduling.config.ScheduledTaskRegistrar;

/** Runs {@link Retention} from time to time. Every instance does; what one has deleted the next does not find. */
@Configuration(proxyBeanMethods = false)
@EnableScheduling
class RetentionSchedule implements SchedulingConfigurer {

    private static final Logger LOG = LoggerFactory.getLogger(RetentionSchedule.class);

    private final Retention retention;
    private final RetentionSettings settings;
    private final InstantSource clock;

    RetentionSchedule(EngineDatabase marketDatabase, RetentionSettings settings, InstantSource clock) {
        this.retention = new Retention(marketDatabase.dataSource(), settings);
        this.settings = settings;
        this.clock = clock;
    }

    @Override
    public void configureTasks(ScheduledTaskRegistrar tasks) {
        tasks.addFixedDelayTask(this::run, settings.interval());
    }

    private void run() {
        try {
            long deleted = retention.run(clock.instant());
            if (deleted > 0) {
                LOG.info("deleted {} ticks and candles that were older than they are kept", deleted);
            }
        } catch (SQLException e) {
            LOG.warn("old ticks and candles cannot be deleted right now: {}", e.toString());
        }
    }
}
