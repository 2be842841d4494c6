package dev.gembourse.leaderboard.live;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import dev.gembourse.events.value.StreamPosition;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

class AppliedPositionsTest {

    private static final Duration LONG = Duration.ofSeconds(30);

    private final AppliedPositions applied = new AppliedPositions();

    @Test
    void whoeverWaitsIsToldWhenTheEventIsIncludedAndNotBefore() throws Exception {
        List<CompletableFuture<Boolean>> descending =
                IntStream.of(9, 7, 5, 5).mapToObj(index -> waiting(0, index)).toList();
        CompletableFuture<Boolean> elsewhere = waiting(1, 1);

        applied.advance(new StreamPosition(0, 1), new StreamPosition(0, 6));

        assertThat(descending.get(2).get(10, TimeUnit.SECONDS)).isTrue();
        assertThat(descending.get(3).get(10, TimeUnit.SECONDS)).isTrue();
        assertThat(applied.waiting()).isEqualTo(3);

        applied.observe(progress(0, 1, 7));

        assertThat(descending.get(1).get(10, TimeUnit.SECONDS)).isTrue();
        assertThat(applied.waiting()).isEqualTo(2);

        applied.restart(progress(0, 4, 12));
        applied.advance(new StreamPosition(1, 1), new StreamPosition(1, 1));

        assertThat(descending.get(0).get(10, TimeUnit.SECONDS)).isTrue();
        assertThat(elsewhere.get(10, TimeUnit.SECONDS)).isTrue();
        assertThat(applied.waiting()).isZero();
    }

    @Test
    void waitingEndsWhenTimeIsOver() throws Exception {
        assertThat(applied.await(new StreamPosition(3, 1), Duration.ofMillis(30)))
                .isFalse();
        assertThat(applied.await(new StreamPosition(3, 1), Duration.ZERO)).isFalse();
        assertThat(applied.waiting()).isZero();
        applied.advance(new StreamPosition(3, 1), new StreamPosition(3, 1));
        assertThat(applied.await(new StreamPosition(3, 1), Duration.ZERO)).isTrue();
    }

    /** Somebody who waits already. */
    private CompletableFuture<Boolean> waiting(int partition, long index) {
        int before = applied.waiting();
        CompletableFuture<Boolean> end = new CompletableFuture<>();
        Thread.ofVirtual().start(() -> {
            try {
                end.complete(applied.await(new StreamPosition(partition, index), LONG));
            } catch (InterruptedException e) {
                end.completeExceptionally(e);
            }
        });
        await().until(() -> applied.waiting() > before);
        return end;
    }

    private static BoardProgress progress(int partition, long journalSeq, long sourceSeq) {
        return new BoardProgress(List.of(new PartitionProgress(partition, sourceSeq, journalSeq, 0)), 4, 0);
    }
}
