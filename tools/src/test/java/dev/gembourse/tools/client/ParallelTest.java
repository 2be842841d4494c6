package dev.gembourse.tools.client;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.List;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

class ParallelTest {

    @Test
    void resultsComeInTheOrderOfTheItemsAndNeverMoreCallsRunThanAllowed() throws InterruptedException {
        AtomicInteger running = new AtomicInteger();
        AtomicInteger most = new AtomicInteger();
        CountDownLatch four = new CountDownLatch(4);

        List<Integer> results = Parallel.map(IntStream.range(0, 100).boxed().toList(), 4, item -> {
            most.accumulateAndGet(running.incrementAndGet(), Math::max);
            four.countDown();
            assertThat(awaits(four)).isTrue();
            running.decrementAndGet();
            return item * 2;
        });

        assertThat(results).hasSize(100).startsWith(0, 2, 4).isSorted();
        assertThat(most).hasValue(4);
    }

    @Test
    void aFailureIsThrownAsItIs() {
        assertThatThrownBy(() -> Parallel.map(List.of(1), 1, item -> {
                    throw new IllegalArgumentException("no " + item);
                }))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessage("no 1");
    }

    private static boolean awaits(CountDownLatch latch) {
        try {
            return latch.await(10, TimeUnit.SECONDS);
        } catch (InterruptedException e) {
            throw new IllegalStateException(e);
        }
    }
}
