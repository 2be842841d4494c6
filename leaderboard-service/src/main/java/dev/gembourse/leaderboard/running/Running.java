package dev.gembourse.leaderboard.running;

import dev.gembourse.events.leaderboard.LeaderboardEvent;
import dev.gembourse.events.trading.TradingEvent;
import dev.gembourse.events.wire.Json;
import dev.gembourse.events.wire.Topics;
import dev.gembourse.exactlyonce.DatabaseUser;
import dev.gembourse.exactlyonce.Engine;
import dev.gembourse.exactlyonce.EngineDatabase;
import dev.gembourse.exactlyonce.EngineHealthIndicator;
import dev.gembourse.exactlyonce.EngineSettings;
import dev.gembourse.exactlyonce.KafkaAccess;
import dev.gembourse.leaderboard.award.AwardStage;
import dev.gembourse.leaderboard.award.Rebuild;
import dev.gembourse.leaderboard.live.LiveBoard;
import dev.gembourse.leaderboard.live.LiveBoardSettings;
import dev.gembourse.leaderboard.rank.RankIndex;
import io.micrometer.core.instrument.Gauge;
import io.micrometer.core.instrument.MeterRegistry;
import java.time.InstantSource;
import org.springframework.boot.context.properties.EnableConfigurationProperties;
import org.springframework.boot.health.contributor.Health;
import org.springframework.boot.health.contributor.HealthIndicator;
import org.springframework.boot.kafka.autoconfigure.KafkaProperties;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import tools.jackson.databind.json.JsonMapper;

/** The parts of the service: the schema, the engine with its stage, and the board in memory. */
@Configuration(proxyBeanMethods = false)
@EnableConfigurationProperties({
    EngineSettings.class,
    KafkaProperties.class,
    ConnectionSettings.class,
    OwnerSettings.class,
    AwardSettings.class
})
class Running {

    @Bean
    EngineDatabase database(ConnectionSettings where, OwnerSettings owner, AwardSettings settings) {
        DatabaseUser service = new DatabaseUser(where.username(), where.password());
        return EngineDatabase.open(
                where.url(),
                service,
                owner.user().isEmpty() ? service : new DatabaseUser(owner.user(), owner.password()),
                AwardStage.NAME,
                settings.connections(),
                AwardStage.MIGRATIONS);
    }

    @Bean
    KafkaAccess kafka(KafkaProperties properties) {
        return KafkaAccess.of(properties);
    }

    @Bean
    Engine<TradingEvent, LeaderboardEvent> engine(
            EngineDatabase database,
            EngineSettings engine,
            KafkaAccess kafka,
            AwardSettings settings,
            MeterRegistry meters,
            InstantSource clock) {
        return new Engine<>(
                new AwardStage(settings.cachedPlayers()), engine, kafka, database.dataSource(), meters, clock);
    }

    @Bean(initMethod = "start")
    LiveBoard board(EngineDatabase database, KafkaAccess kafka, LiveBoardSettings settings, MeterRegistry meters) {
        LiveBoard board = new LiveBoard(database.dataSource(), kafka, settings);
        Gauge.builder(
                        "gembourse.board.players",
                        board,
                        live -> live.index().map(RankIndex::size).orElse(0))
                .description("players on the board in memory")
                .register(meters);
        return board;
    }

    @Bean
    Rebuild rebuild(EngineDatabase database) {
        return new Rebuild(database.dataSource(), Topics.TRADING_EVENTS);
    }

    @Bean
    HealthIndicator awardsHealthIndicator(Engine<?, ?> engine) {
        return new EngineHealthIndicator(engine);
    }

    /** Down when only a restart of the process helps. */
    @Bean
    HealthIndicator awardsAliveHealthIndicator(Engine<?, ?> engine) {
        return () ->
                engine.health().alive() ? Health.up().build() : Health.down().build();
    }

    @Bean
    HealthIndicator boardHealthIndicator(LiveBoard board) {
        return () -> board.trouble()
                .map(reason -> Health.down().withDetail("reason", reason).build())
                .orElseGet(() -> Health.up().build());
    }

    @Bean
    JsonMapper json() {
        return Json.STRICT;
    }
}
