package dev.gembourse.processor.running;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import dev.gembourse.exactlyonce.Engine;
import dev.gembourse.exactlyonce.EngineSettings;
import dev.gembourse.exactlyonce.KafkaAccess;
import dev.gembourse.processor.fixture.Databases;
import dev.gembourse.processor.market.MarketStage;
import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import java.time.Duration;
import java.time.InstantSource;
import java.util.Map;
import org.junit.jupiter.api.Test;

class RunningStageTest {

    @Test
    void aStageThatFindsNoBrokerTriesAgainAndSaysSo() {
        RunningStage stage = RunningStage.of(
                "market",
                new Engine<>(
                        new MarketStage(),
                        EngineSettings.with(Map.of()),
                        KafkaAccess.to("nowhere.invalid:9092"),
                        new Databases().market(),
                        new SimpleMeterRegistry(),
                        InstantSource.system()));

        stage.start();

        await().atMost(Duration.ofSeconds(20)).untilAsserted(() -> {
            assertThat(stage.health().reason())
                    .contains("cannot start, trying again")
                    .contains("nowhere.invalid");
            assertThat(stage.health().ready()).isFalse();
            assertThat(stage.health().alive()).isTrue();
        });
        stage.stop();
    }
}
