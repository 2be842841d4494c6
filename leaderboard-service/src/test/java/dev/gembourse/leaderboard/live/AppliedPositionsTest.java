package dev.gembourse.leaderboard.live;

import static org.assertj.core.api.Assertions.assertThat;

import dev.gembourse.events.value.StreamPosition;
import java.time.Duration;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;

class AppliedPositionsTest {

    private static final Duration LONG = Duration.ofSeconds(30);

    private final AppliedPositions applied = new AppliedPositions();

    @Test
    void whoeverWaitsIsToldWhenTheEventIsIncludedAndNotBefore() throws Exception {
        try (ExecutorService threads = Executors.newVirtualThreadPerTaskExecutor()) {
            Future<Boolean> later = threads.submit(() -> applied.await(new StreamPosition(0, 7), LONG));
            Future<Boolean> sooner = threads.submit(() -> applied.await(new StreamPosition(0, 5), LONG));
            Future<Boolean> elsewhere = threads.submit(() -> applied.await(new StreamPosition(1, 1), LONG));

            applied.advance(new StreamPosition(0, 1), new StreamPosition(0, 6));

            assertThat(sooner.get(10, TimeUnit.SECONDS)).isTrue();
            assertThat(later.isDone()).isFalse();
            assertThat(elsewhere.isDone()).isFalse();

            applied.advance(new StreamPosition(0, 2), new StreamPosition(0, 7));
            applied.advance(new StreamPosition(1, 1), new StreamPosition(1, 1));

            assertThat(later.get(10, TimeUnit.SECONDS)).isTrue();
            assertThat(elsewhere.get(10, TimeUnit.SECONDS)).isTrue();
        }
    }

    @Test
    void waitingEndsWhenTimeIsOver() throws Exception {
        assertThat(applied.await(new StreamPosition(3, 1), Duration.ofMillis(30)))
                .isFalse();
        assertThat(applied.await(new StreamPosition(3, 1), Duration.ZERO)).isFalse();
        applied.advance(new StreamPosition(3, 1), new StreamPosition(3, 1));
        assertThat(applied.await(new StreamPosition(3, 1), Duration.ZERO)).isTrue();
    }
}
