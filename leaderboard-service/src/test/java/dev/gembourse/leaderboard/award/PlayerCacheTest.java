package dev.gembourse.leaderboard.award;

import static org.assertj.core.api.Assertions.assertThat;

import dev.gembourse.events.value.AccountId;
import dev.gembourse.events.value.Username;
import dev.gembourse.leaderboard.Trading;
import dev.gembourse.leaderboard.player.Player;
import java.time.Instant;
import org.junit.jupiter.api.Test;

class PlayerCacheTest {

    private final PlayerCache cache = new PlayerCache(2);

    @Test
    void everythingThatABatchTouchesStaysUntilItsEnd() {
        put("alice");
        put("bob");
        put("carol");

        assertThat(cache.size()).isEqualTo(3);
    }

    @Test
    void thoseThatWereMetLongestAgoAreLetGo() {
        put("alice");
        put("bob");
        put("carol");
        assertThat(cache.find(id("alice"))).isNotNull();

        cache.trim();

        assertThat(cache.find(id("alice"))).isNotNull();
        assertThat(cache.find(id("bob"))).isNull();
        assertThat(cache.find(id("carol"))).isNotNull();
    }

    private void put(String name) {
        cache.put(new Player(id(name), new Username(name), 0, 0, Instant.EPOCH));
    }

    private static AccountId id(String name) {
        return Trading.account(name);
    }
}
