package dev.gembourse.follow;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.awaitility.Awaitility.await;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

class DeadlinesTest {

    private static final Duration LONG = Duration.ofSeconds(30);

    private final CompletableFuture<String> future = new CompletableFuture<>();

    @Test
    void givesWhatTheFutureCompletesWith() throws Exception {
        try (ExecutorService threads = Executors.newVirtualThreadPerTaskExecutor()) {
            Future<String> waiting = threads.submit(() -> Deadlines.await(future, LONG));
            awaitWaiting(1);
            future.complete("done");
            assertThat(waiting.get()).isEqualTo("done");
        }
        assertThat(Deadlines.await(future, Duration.ZERO)).isEqualTo("done");
    }

    @Test
    void tellsWhyTheFutureFailed() throws Exception {
        try (ExecutorService threads = Executors.newVirtualThreadPerTaskExecutor()) {
            Future<Throwable> waiting = threads.submit(() -> thrown(LONG));
            awaitWaiting(1);
            future.completeExceptionally(new IllegalStateException("no"));
            assertThat(waiting.get())
                    .isInstanceOf(ExecutionException.class)
                    .hasCauseInstanceOf(IllegalStateException.class);
        }
    }

    @Test
    void endsWhenTimeIsOverAndLeavesTheFutureAsItIs() {
        long begin = System.nanoTime();
        assertThatThrownBy(() -> Deadlines.await(future, Duration.ofMillis(60)))
                .isInstanceOf(TimeoutException.class)
                .hasMessageContaining("60 ms");
        assertThat(Duration.ofNanos(System.nanoTime() - begin)).isGreaterThanOrEqualTo(Duration.ofMillis(60));
        assertThatThrownBy(() -> Deadlines.await(future, Duration.ofSeconds(-1)))
                .isInstanceOf(TimeoutException.class);
        assertThat(future).isNotDone();
    }

    @Test
    void endsWhenInterrupted() throws Exception {
        CompletableFuture<Throwable> end = new CompletableFuture<>();
        CountDownLatch begun = new CountDownLatch(1);
        Thread thread = Thread.ofVirtual().start(() -> {
            begun.countDown();
            end.complete(thrown(LONG));
        });
        begun.await();
        awaitWaiting(1);
        thread.interrupt();
        assertThat(end.get(10, TimeUnit.SECONDS)).isInstanceOf(InterruptedException.class);
    }

    @Test
    void endWhatTheyLimitOnceAndOnlyWhenItIsNotClosedBefore() {
        AtomicInteger ended = new AtomicInteger();
        AtomicInteger spared = new AtomicInteger();
        Deadlines.endAfter(Duration.ofMillis(500), spared::incrementAndGet).close();
        try (var _ = Deadlines.endAfter(Duration.ofMillis(700), ended::incrementAndGet)) {
            await().untilAsserted(() -> assertThat(ended).hasValue(1));
            awaitWaiting(0);
        }
        assertThat(ended).hasValue(1);
        assertThat(spared).hasValue(0);
    }

    @Test
    void countAlsoWhenOneOfThemFailed() {
        AtomicInteger ended = new AtomicInteger();
        var failing = Deadlines.endAfter(Duration.ofMillis(1), () -> {
            throw new IllegalStateException("cannot be ended");
        });
        awaitWaiting(0);
        try (failing;
                var _ = Deadlines.endAfter(Duration.ofMillis(1), ended::incrementAndGet)) {
            await().untilAsserted(() -> assertThat(ended).hasValue(1));
        }
    }

    @Test
    void serveManyAtATime() throws Exception {
        List<CompletableFuture<Integer>> futures = new ArrayList<>();
        List<Future<Integer>> waiting = new ArrayList<>();
        try (ExecutorService threads = Executors.newVirtualThreadPerTaskExecutor()) {
            for (int i = 0; i < 5_000; i++) {
                CompletableFuture<Integer> one = new CompletableFuture<>();
                futures.add(one);
                waiting.add(threads.submit(() -> Deadlines.await(one, LONG)));
            }
            awaitWaiting(5_000);
            for (int i = 0; i < futures.size(); i++) {
                futures.get(i).complete(i);
            }
            for (int i = 0; i < waiting.size(); i++) {
                assertThat(waiting.get(i).get()).isEqualTo(i);
            }
        }
    }

    @AfterEach
    void nobodyIsLeftBehind() {
        awaitWaiting(0);
    }

    private static void awaitWaiting(int number) {
        await().untilAsserted(() -> assertThat(Deadlines.waiting()).isEqualTo(number));
    }

    private Throwable thrown(Duration atMost) {
        try {
            Deadlines.await(future, atMost);
            return new AssertionError("expected it to fail");
        } catch (Exception e) {
            return e;
        }
    }
}
