package dev.gembourse.processor.portfolio;

import dev.gembourse.exactlyonce.EngineDatabase;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.SQLException;
import java.time.Duration;
import java.time.InstantSource;
import java.time.ZoneOffset;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.context.annotation.Configuration;
import org.springframework.scheduling.annotation.SchedulingConfigurer;
import org.springframework.scheduling.config.ScheduledTaskRegistrar;

/**
 * Deletes from the tape what is older than it is kept, a thousand rows at a time, each in a transaction of its own, along the primary key.
 * Every instance does; what one has deleted the next does not find.
 */
@Configuration(proxyBeanMethods = false)
class TapeRetention implements SchedulingConfigurer {

    private static final Logger LOG = LoggerFactory.getLogger(TapeRetention.class);
    private static final int AT_A_TIME = 1_000;

    private static final String DELETE = """
            delete from tape
             using (select t.symbol, t.at, t.partition, t.seq
                      from market.asset a
                     cross join lateral (
                           select *
                             from tape
                            where symbol = a.symbol and at < ?
                            limit %1$d) as t
                     limit %1$d) as old
             where tape.symbol = old.symbol and tape.at = old.at and tape.partition = old.partition and tape.seq = old.seq
            """.formatted(AT_A_TIME);

    private final EngineDatabase database;
    private final Duration keeps;
    private final Duration interval;
    private final InstantSource clock;

    TapeRetention(EngineDatabase portfolioDatabase, PortfolioSettings settings, InstantSource clock) {
        this.database = portfolioDatabase;
        this.keeps = settings.tape();
        this.interval = settings.tidyInterval();
        this.clock = clock;
    }

    @Override
    public void configureTasks(ScheduledTaskRegistrar tasks) {
        tasks.addFixedDelayTask(this::run, interval);
    }

    private void run() {
        try (Connection connection = database.dataSource().getConnection();
                PreparedStatement delete = connection.prepareStatement(DELETE)) {
            delete.setObject(1, clock.instant().minus(keeps).atOffset(ZoneOffset.UTC));
            long deleted = 0;
            int now;
            do {
                now = delete.executeUpdate();
                deleted += now;
            } while (now == AT_A_TIME);
            LOG.debug("deleted {} trades that were older than the tape keeps", deleted);
        } catch (SQLException e) {
            LOG.warn("old trades cannot be deleted from the tape right now: {}", e.toString());
        }
    }
}
