package dev.gembourse.stack.supervisor;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

class BackOffTest {
    @Test
    void waitsDoubleUpToTheLongest() {
        var backOff = new BackOff(Duration.ofMillis(500), Duration.ofSeconds(3));

        assertThat(IntStream.of(1, 2, 3, 4, 100).mapToObj(backOff::after))
                .containsExactly(
                        Duration.ofMillis(500),
                        Duration.ofSeconds(1),
                        Duration.ofSeconds(2),
                        Duration.ofSeconds(3),
                        Duration.ofSeconds(3));
    }
}
