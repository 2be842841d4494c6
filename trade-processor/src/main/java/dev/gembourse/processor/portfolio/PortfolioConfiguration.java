package dev.gembourse.processor.portfolio;

import dev.gembourse.events.wire.Topics;
import dev.gembourse.exactlyonce.Engine;
import dev.gembourse.exactlyonce.EngineDatabase;
import dev.gembourse.exactlyonce.EngineSettings;
import dev.gembourse.exactlyonce.KafkaAccess;
import dev.gembourse.processor.running.DatabaseSettings;
import dev.gembourse.processor.running.OwnerSettings;
import dev.gembourse.processor.running.RunningStage;
import dev.gembourse.processor.running.StageHealth;
import io.micrometer.core.instrument.MeterRegistry;
import java.time.InstantSource;
import org.springframework.boot.health.contributor.HealthIndicator;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;

/** Runs the projection of portfolios, which gives way to settlement. */
@Configuration(proxyBeanMethods = false)
class PortfolioConfiguration {

    @Bean(destroyMethod = "close")
    EngineDatabase portfolioDatabase(DatabaseSettings database, OwnerSettings owner, PortfolioSettings settings) {
        return database.open(owner, PortfolioStage.NAME, settings.consumerThreads() + 2);
    }

    @Bean
    RunningStage portfolioStage(
            RunningStage tradingStage,
            EngineDatabase portfolioDatabase,
            PortfolioSettings settings,
            EngineSettings others,
            KafkaAccess kafka,
            MeterRegistry meters,
            InstantSource clock) {
        PortfolioStage stage = new PortfolioStage(settings);
        return RunningStage.of(
                stage.name(),
                new Engine<>(stage, settings.engine(others), kafka, portfolioDatabase.dataSource(), meters, clock)
                        .givingWayTo(tradingStage.rush()));
    }

    @Bean
    Rebuild portfolioRebuild(EngineDatabase portfolioDatabase) {
        return new Rebuild(portfolioDatabase.dataSource(), Topics.TRADING_EVENTS);
    }

    /** Told, and no part of readiness: settlement and its books are right while the projection is behind. */
    @Bean
    HealthIndicator portfolio(RunningStage portfolioStage) {
        return StageHealth.ready(portfolioStage);
    }

    @Bean
    HealthIndicator portfolioAlive(RunningStage portfolioStage) {
        return StageHealth.alive(portfolioStage);
    }
}
