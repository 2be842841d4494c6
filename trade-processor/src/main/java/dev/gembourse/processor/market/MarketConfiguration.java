package dev.gembourse.processor.market;

import dev.gembourse.events.wire.Topics;
import dev.gembourse.exactlyonce.Engine;
import dev.gembourse.exactlyonce.EngineDatabase;
import dev.gembourse.exactlyonce.EngineSettings;
import dev.gembourse.exactlyonce.KafkaAccess;
import dev.gembourse.follow.TopicFollower;
import dev.gembourse.processor.running.DatabaseSettings;
import dev.gembourse.processor.running.OwnerSettings;
import dev.gembourse.processor.running.RunningStage;
import dev.gembourse.processor.running.StageHealth;
import io.micrometer.core.instrument.MeterRegistry;
import java.time.InstantSource;
import org.springframework.boot.health.contributor.Health;
import org.springframework.boot.health.contributor.HealthIndicator;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.context.annotation.DependsOn;

/** Runs the market, and follows what it publishes. */
@Configuration(proxyBeanMethods = false)
class MarketConfiguration {

    /** Opened after the schema of settlement, for it reads there who holds an asset. */
    @Bean(destroyMethod = "close")
    @DependsOn("tradingDatabase")
    EngineDatabase marketDatabase(DatabaseSettings database, OwnerSettings owner, EngineSettings settings) {
        return database.open(owner, MarketStage.NAME, settings.consumerThreads() + 3);
    }

    @Bean
    RunningStage marketStage(
            EngineDatabase marketDatabase,
            EngineSettings settings,
            KafkaAccess kafka,
            MeterRegistry meters,
            InstantSource clock) {
        MarketStage stage = new MarketStage();
        return RunningStage.of(
                stage.name(), new Engine<>(stage, settings, kafka, marketDatabase.dataSource(), meters, clock));
    }

    @Bean
    MarketView marketView(EngineDatabase marketDatabase, MeterRegistry meters, InstantSource clock) {
        MarketView view = new MarketView(new VisibleTimers(meters, clock));
        StoredMarket.tell(marketDatabase.dataSource(), view);
        return view;
    }

    @Bean(destroyMethod = "close")
    TopicFollower marketFollower(KafkaAccess kafka, MarketView view) {
        return new TopicFollower(kafka.client(), Topics.MARKET_STATE, TopicFollower.From.BEGINNING, view::apply);
    }

    @Bean
    HealthIndicator market(RunningStage marketStage) {
        return StageHealth.ready(marketStage);
    }

    @Bean
    HealthIndicator marketAlive(RunningStage marketStage) {
        return StageHealth.alive(marketStage);
    }

    @Bean
    HealthIndicator prices(TopicFollower marketFollower) {
        return () -> (marketFollower.isCaughtUp() ? Health.up() : Health.down())
                .withDetail("connected", marketFollower.isConnected())
                .build();
    }
}
