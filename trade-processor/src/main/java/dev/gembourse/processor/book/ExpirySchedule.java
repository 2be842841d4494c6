package dev.gembourse.processor.book;

import dev.gembourse.events.market.MarketCommand.PassTime;
import dev.gembourse.events.wire.Contracts;
import dev.gembourse.exactlyonce.CommandPublisher;
import dev.gembourse.exactlyonce.EngineDatabase;
import dev.gembourse.exactlyonce.KafkaAccess;
import java.sql.SQLException;
import java.time.Duration;
import java.time.InstantSource;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.beans.factory.DisposableBean;
import org.springframework.context.annotation.Configuration;
import org.springframework.scheduling.annotation.EnableScheduling;
import org.springframework.scheduling.annotation.SchedulingConfigurer;
import org.springframework.scheduling.config.ScheduledTaskRegistrar;

/** Runs {@link Expiry} each second: so long an order may stay in its book after its time. */
@Configuration(proxyBeanMethods = false)
@EnableScheduling
class ExpirySchedule implements SchedulingConfigurer, DisposableBean {

    private static final Logger LOG = LoggerFactory.getLogger(ExpirySchedule.class);
    private static final Duration INTERVAL = Duration.ofSeconds(1);

    private final CommandPublisher publisher;
    private final Expiry expiry;
    private final InstantSource clock;

    ExpirySchedule(EngineDatabase marketDatabase, KafkaAccess kafka, InstantSource clock) {
        this.publisher = new CommandPublisher(kafka, "/gembourse/trade-processor/timer");
        this.expiry = new Expiry(marketDatabase.dataSource(), this::publish);
        this.clock = clock;
    }

    @Override
    public void configureTasks(ScheduledTaskRegistrar tasks) {
        tasks.addFixedDelayTask(this::run, INTERVAL);
    }

    private void run() {
        try {
            expiry.run(clock.instant());
        } catch (SQLException e) {
            LOG.warn("orders that have expired cannot be looked for right now: {}", e.toString());
        }
    }

    private void publish(PassTime command) {
        publisher.publish(
                Contracts.MARKET_COMMANDS.write(command), command.operationId().toString(), command.submittedAt());
    }

    @Override
    public void destroy() {
        publisher.close();
    }
}
