package dev.gembourse.processor.settlement;

import dev.gembourse.exactlyonce.Engine;
import dev.gembourse.exactlyonce.EngineDatabase;
import dev.gembourse.exactlyonce.EngineSettings;
import dev.gembourse.exactlyonce.KafkaAccess;
import dev.gembourse.follow.TopicFollower;
import dev.gembourse.processor.market.MarketView;
import dev.gembourse.processor.running.DatabaseSettings;
import dev.gembourse.processor.running.OwnerSettings;
import dev.gembourse.processor.running.RunningStage;
import dev.gembourse.processor.running.StageHealth;
import io.micrometer.core.instrument.MeterRegistry;
import java.time.InstantSource;
import org.springframework.boot.context.properties.EnableConfigurationProperties;
import org.springframework.boot.health.contributor.HealthIndicator;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;

/** Runs settlement, as soon as the prices are known. */
@Configuration(proxyBeanMethods = false)
@EnableConfigurationProperties(EngineSettings.class)
class TradingConfiguration {

    @Bean(destroyMethod = "close")
    EngineDatabase tradingDatabase(DatabaseSettings database, OwnerSettings owner, EngineSettings settings) {
        return database.open(owner, TradingStage.NAME, settings.consumerThreads() + 2);
    }

    @Bean
    RunningStage tradingStage(
            EngineDatabase tradingDatabase,
            EngineSettings engineSettings,
            KafkaAccess kafka,
            SettlementSettings settings,
            MarketView market,
            TopicFollower marketFollower,
            MeterRegistry meters,
            InstantSource clock) {
        TradingStage stage = new TradingStage(market, settings, meters);
        return RunningStage.of(
                stage.name(),
                new Engine<>(stage, engineSettings, kafka, tradingDatabase.dataSource(), meters, clock),
                "the prices of all assets",
                marketFollower::awaitCaughtUp);
    }

    @Bean
    HealthIndicator trading(RunningStage tradingStage) {
        return StageHealth.ready(tradingStage);
    }

    @Bean
    HealthIndicator tradingAlive(RunningStage tradingStage) {
        return StageHealth.alive(tradingStage);
    }
}
