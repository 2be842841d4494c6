package dev.gembourse.exactlyonce;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import org.junit.jupiter.api.Test;

class RushTest {

    private final Rush rush = new Rush();

    @Test
    void itLastsForAWhileAfterEachLargeBatch() {
        long now = Long.MAX_VALUE - 5; // as System.nanoTime may be
        assertThat(rush.isOn(now)).isFalse();

        rush.goesOn(now);
        assertThat(rush.isOn(now + millis(199))).isTrue();
        rush.goesOn(now + millis(199));

        assertThat(rush.isOn(now + millis(398))).isTrue();
        assertThat(rush.isOn(now + millis(400))).isFalse();
    }

    private static long millis(int millis) {
        return Duration.ofMillis(millis).toNanos();
    }
}
