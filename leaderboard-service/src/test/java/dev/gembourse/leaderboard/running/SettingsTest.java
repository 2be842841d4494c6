package dev.gembourse.leaderboard.running;

import static org.assertj.core.api.Assertions.assertThat;

import dev.gembourse.leaderboard.live.LiveBoardSettings;
import java.time.Duration;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.springframework.boot.context.properties.bind.Binder;
import org.springframework.boot.context.properties.source.MapConfigurationPropertySource;

class SettingsTest {

    @Test
    void theDefaultsAreTheDocumentedOnes() {
        assertThat(bound("gembourse.leaderboard.board", LiveBoardSettings.class, Map.of()))
                .isEqualTo(new LiveBoardSettings(
                        Duration.ofSeconds(1), Duration.ofMillis(20), Duration.ofSeconds(3), Duration.ofMillis(500)));
        assertThat(bound("gembourse.leaderboard.award", AwardSettings.class, Map.of()))
                .isEqualTo(new AwardSettings(40_000, 8));
        assertThat(bound("spring.datasource", ConnectionSettings.class, Map.of()))
                .isEqualTo(new ConnectionSettings("jdbc:postgresql://127.0.0.1:5432/leaderboard", "gembourse", ""));
        assertThat(bound("spring.flyway", OwnerSettings.class, Map.of())).isEqualTo(new OwnerSettings("", ""));
    }

    @Test
    void settingsCanBeChanged() {
        assertThat(bound(
                                "gembourse.leaderboard.board",
                                LiveBoardSettings.class,
                                Map.of("gembourse.leaderboard.board.look-interval", "3s"))
                        .lookInterval())
                .isEqualTo(Duration.ofSeconds(3));
    }

    @Test
    void thePasswordIsNotShown() {
        assertThat(new ConnectionSettings("jdbc:postgresql://db/leaderboard", "gembourse", "secret"))
                .hasToString("gembourse@jdbc:postgresql://db/leaderboard");
        assertThat(new OwnerSettings("gembourse", "secret")).hasToString("gembourse");
    }

    private static <T> T bound(String prefix, Class<T> type, Map<String, String> properties) {
        return new Binder(new MapConfigurationPropertySource(properties)).bindOrCreate(prefix, type);
    }
}
